#!/bin/sh
# Anonymous mode: names of people, projects, machines, files and places finer
# than a country, and dates finer than a year, are in no output; the numbers
# are those of the run without it.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

SOURCE_DATE_EPOCH=1684318000 # 2023-05-17
export SOURCE_DATE_EPOCH

# Planted: a person, a project, a machine, folders, places, days.
planted='quokka|geraldine|oyelaran|zephyr|node17|unseen|springfield|campus'
planted="$planted|us-?east|us-?west|us-?ca\b|virginia|oregon|california"
planted="$planted|ashburn|camx|amazon|\\baws\\b|39\\.0437|77\\.4871"
planted="$planted|2023.?0?5.?17|17 may|may 17|20230517|10:01:12"

mkdir -p study/unseen-geraldine
cat >study/unseen-geraldine/zephyr-node17.csv <<'END'
timestamp,project_name,run_id,experiment_id,duration,emissions,emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy,energy_consumed,water_consumed,country_name,country_iso_code,region,cloud_provider,cloud_region,os,python_version,codecarbon_version,cpu_count,cpu_model,gpu_count,gpu_model,longitude,latitude,ram_total_size,tracking_mode,cpu_utilization_percent,gpu_utilization_percent,ram_utilization_percent,ram_used_gb,on_cloud,pue,wue
2023-05-17T10:01:12,quokka,cf7e8973-3a97-41a7-b870-0ee3db1f4f08,geraldine,36000,4.5,0.000125,183.457,1256.114,70.000,1.8,12.5,0.7,15.0,0.0,United States,USA,virginia,aws,us-east-1,Linux-4.15.0-zephyr-x86_64-with-glibc2.27,3.12.3,3.2.8,80,Intel(R) Xeon(R) CPU E5-2698 v4 @ 2.20GHz,8,8 x Tesla V100-SXM2-16GB,-77.4871,39.0437,503.604,machine,22.9,96.1,37.7,190.3,N,1.0,0.0
END
cat >study/catalog.csv <<'END'
table,id,name,value,unit,year,source,boundary
grid,QUOKKA-CAMPUS,Quokka campus at Springfield,33,g/kWh,2023,wattleaf,lifecycle generation
END
cat >study/study.xml <<'END'
<study xmlns="urn:wattleaf:study:1" title="QuokkaNet: frugal translation"
       anonymous="Quokka, Zephyr Lab" year="2023">
  <functional-unit name="1000 requests to Quokka" count="500"/>
  <model id="quokkanet-large" name="QuokkaNet_{large}" params="110 M"
         task="translation at Zephyr Lab" public="https://quokka.example.org"
         url="https://quokka.example.org/x" note="By Geraldine Oyelaran.">
    <place region="aws/us-east-1" year="2023"/>
    <score metric="BLEU" dataset="newstest2014 en-de" value="28.4"/>
    <run id="geraldine-run7" time="84 h" start="2023-05-17T10:01:12Z" end="2023-05-20T22:01:12Z">
      <hardware device="a100-sxm4-80gb" count="8" power="310 (290..330) W"/>
      <price device-hour="1.10..3.99 USD" date="2023-05-17"/>
    </run>
    <run stage="tuning" device-hours="412 h">
      <hardware device="a100-sxm4-80gb" count="1" power="250 W"/>
      <price device-hour="1.20 USD"/>
    </run>
    <note>Written by Geraldine Oyelaran at Ashburn, Virginia.</note>
  </model>
  <model id="quokkanet-small" name="QuokkaNet_{small}" params="11 M">
    <place grid="US-CA" year="2022"/>
    <score metric="BLEU" dataset="newstest2014 en-de" value="25.0"/>
    <run time="10 h"><hardware device="v100" count="8" power="220 (200..240) W"/></run>
  </model>
  <model id="bert" name="BERT" params="110 M">
    <place region="aws/us-west-2" year="2023"/>
    <score metric="BLEU" dataset="newstest2014 en-de" value="20.0"/>
    <run><hardware device="v100-sxm2-16gb" count="8"/>
      <log href="unseen-geraldine/zephyr-node17.csv"/></run>
  </model>
  <model id="old" name="Old model">
    <place grid="QUOKKA-CAMPUS" year="2023"/>
    <run time="5 h"><hardware device="v100" count="1" power="220 W"/></run>
  </model>
  <note>Thanks to the Zephyr Lab [@strubell2019].</note>
</study>
END
sed 's/anonymous="[^"]*" *//' study/study.xml >study/named.xml

run()
{
	"$WATTLEAF" "$@" >out.txt 2>err.txt
	status=$?
	test $status -le 1 || { cat err.txt; return 1; }
}

# The study FILE with all there is into FOLDER.
write()
{
	run report "study/$1" -o "$2" --format all --total --embodied --sci \
	    --regions cleanest,dirtiest,us-west-1,cooling --mix aws,usa,google \
	    --sensitivity --chart emissions,stages,regions,mix,score,methods \
	    --method wattleaf,strubell-2019,green-algorithms-3.0,codecarbon-3
}

# What lies in compressed streams of PDF and PNG, beside the files as they are.
unfold()
{
	rm -rf unfolded
	mkdir unfolded
	for file in "$1"/*; do
		name=${file##*/}
		cp "$file" "unfolded/$name"
		case $name in
		*.pdf)
			qpdf --qdf --object-streams=disable "$file" \
			    "unfolded/$name.qdf" || return 1
			pdftotext "$file" "unfolded/$name.txt" || return 1
			pdfinfo "$file" >"unfolded/$name.info" || return 1 ;;
		*.png)
			tr -c '[:print:]\n' '\n' <"$file" |
			    grep -E '.{6}' >"unfolded/$name.txt" ;;
		esac
	done
}

# A picture's pixels spell short words by chance, and so do drawn outlines.
clean()
{
	for file in "$@"; do
		case $file in *.png | */*.pdf) continue ;; esac
		if grep -a -i -n -o -E ".{0,60}($planted).{0,40}" "$file"; then
			echo "in $file"
			return 1
		fi
		case $file in
		*[!a-z0-9/._+-]*) echo "$file: name"; return 1 ;;
		esac
		if echo "${file##*/}" | grep -i -E "$planted"; then
			return 1
		fi
	done
}

# The planted words are there when nobody asks for anonymity.
finds_planted()
{
	for word in quokka geraldine zephyr us-east-1 virginia ashburn aws \
	    2023-05-17; do
		grep -r -a -q -i -e "$word" named ||
			{ echo "no $word in what is not anonymous"; return 1; }
	done
}

all_clean()
{
	clean unfolded/*
}

svg_clean()
{
	run report study/study.xml -o svg --format svg --svg-text &&
	    clean svg/*
}

flag_alone()
{
	sed -e 's/title="QuokkaNet/title="Quokka/' -e 's/ at Zephyr Lab//' \
	    study/named.xml >study/flag.xml
	run report study/flag.xml --anonymous --format json -o - &&
	    cp out.txt flag.json && clean flag.json &&
	    grep -q '"anonymous": *true' flag.json
}

dumps_clean()
{
	for stage in model document scene; do
		run report study/study.xml --dump $stage || return 1
		cp out.txt "dump-$stage"
		clean "dump-$stage" || return 1
		test -s "dump-$stage" || return 1
	done
}

explained_clean()
{
	for format in text markdown json; do
		run explain study/study.xml --sensitivity --format $format ||
			return 1
		cp out.txt "explained-$format"
		clean "explained-$format" || return 1
	done
	run explain study/named.xml --anonymous && cp out.txt explained-flag &&
	    clean explained-flag && grep -q 'study:' explained-flag
}

templates_clean()
{
	for template in "$WATTLEAF_DATADIR"/templates/*.md; do
		name=${template##*/}
		run report study/study.xml -t "${name%.md}" \
		    --format appendix.md -o - || return 1
		cp out.txt "template-$name"
		clean "template-$name" || return 1
	done
}

languages_clean()
{
	for tag in de fr zh-CN; do
		run report study/study.xml --lang $tag --format appendix.md \
		    -o - || return 1
		cp out.txt language.txt
		clean language.txt || return 1
	done
}

words_stay()
{
	grep -q 'Anonymous study' anonymous/appendix.md &&
	    grep -q 'Ours_large' anonymous/appendix.md &&
	    grep -q 'BERT' anonymous/appendix.md &&
	    grep -q 'United States (part 1)' anonymous/appendix.md &&
	    grep -q 'United States (part 2)' anonymous/appendix.md &&
	    grep -q 'source withheld' anonymous/appendix.md &&
	    grep -q '"grid": *"USA"' anonymous/disclosure.json
}

only_the_year()
{
	pdfinfo anonymous/report.pdf | grep -E '^(Creation|Mod)' >dates
	test "$(wc -l <dates)" -ge 1 || return 1
	if grep -v 'Jan *1 .*2023' dates; then
		return 1
	fi
	! grep -a -E -o '20[0-9]{2}-[0-9]{2}-[0-9]{2}' anonymous/*.json \
	    anonymous/*.xml anonymous/*.svg | grep -v '2023-01-01'
}

says_notes()
{
	run report study/study.xml --format table.md -o - &&
	    grep -q 'anonymous-notes' err.txt
}

same_numbers()
{
	python3 "$WATTLEAF_SRCDIR/tests/anonymous.py" named anonymous
}

checks()
{
	"$WATTLEAF" check -v anonymous/disclosure.json >out.txt 2>err.txt
	a=$?
	"$WATTLEAF" check named/disclosure.json >out2.txt 2>err2.txt
	test $a = $? && grep -q 'check-withheld' out.txt err.txt
}

# By name it is refused; its anonymous disclosure is no secret.
compared()
{
	"$WATTLEAF" compare bert-base study/study.xml -o compared 2>err.txt
	test $? -eq 2 && test ! -e compared &&
	    run compare bert-base anonymous/disclosure.json -o compared &&
	    clean compared/*.svg compared/*.html
}

ok 'a report with everything' write named.xml named
ok 'it tells what was planted' finds_planted
ok 'the same, anonymous' write study.xml anonymous
ok 'names that are no one'"'"'s stay' words_stay
ok 'no date is finer than the year' only_the_year
ok 'notes are said to be left out' says_notes
if command -v qpdf >/dev/null && command -v pdftotext >/dev/null; then
	ok 'PDFs and pixels can be unfolded' unfold anonymous
	ok 'no output tells what was planted' all_clean
else
	skip 'no output tells what was planted' 'no qpdf or pdftotext'
fi
ok 'SVG with its text tells nothing' svg_clean
ok '--anonymous does as the attribute' flag_alone
ok 'dumps tell nothing' dumps_clean
ok 'explain tells nothing' explained_clean
ok 'no template tells anything' templates_clean
ok 'no language tells anything' languages_clean
if command -v python3 >/dev/null; then
	ok 'all numbers are those of the named report' same_numbers
else
	skip 'all numbers are those of the named report' 'no python3'
fi
ok 'check reads an anonymous disclosure' checks
ok 'compare takes the disclosure alone' compared
done_testing
