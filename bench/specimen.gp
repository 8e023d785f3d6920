# The emissions of Table 3 of Strubell, Ganesh and McCallum 2019 on a log
# scale, with ranges, values and two reference lines, COUNT times into
# FOLDER, in each format of FORMATS ("pdf", "svg", "pdf svg").
# Usage: gnuplot -e 'count=1; formats="pdf"; folder="out"' specimen.gp
set logscale x
set xlabel "Training emissions, lb CO_2e (log scale)"
set xrange [10:2e6]
set yrange [0.5:6]
set format x "%'.0f"
set grid xtics ytics linecolor rgb "#dcdcdc" linetype 1
set border 1
set tics nomirror
unset key
$rows << END
26 14 33 5 P100×8
192 105 242 4 P100×8
262 145 330 3 P100×3
1438 780 1830 2 V100×64
626155 340000 790000 1 P100×8
END
set ytics ("Transformer_{base}" 5, "Transformer_{big}" 4, "ELMo" 3, \
    "BERT_{base}" 2, "NAS" 1)
set arrow from 1984,0.5 to 1984,5.4 nohead dashtype 2 linecolor rgb "#b34700"
set arrow from 126000,0.5 to 126000,5.4 nohead dashtype 2 \
    linecolor rgb "#b34700"
set label "NY–SF flight, 1 passenger\n1,984 lb" at 1984,5.8 center \
    textcolor rgb "#b34700"
set label "Car, one lifetime with fuel\n126,000 lb" at 126000,5.8 center \
    textcolor rgb "#b34700"
do for [i = 1:count] {
	do for [format in formats] {
		if (format eq "pdf") {
			set terminal pdfcairo size 16cm,5cm enhanced \
			    font "Linux Biolinum O,8"
		} else {
			set terminal svg size 453,142 enhanced \
			    font "Linux Biolinum O,8"
		}
		set output sprintf("%s/gnuplot-%d.%s", folder, i, format)
		plot $rows using 1:4:2:3 with xerrorbars pointtype 7 \
			linecolor rgb "#0072B2", \
		    $rows using 1:4:(sprintf("{/:Bold %d}", $1)) \
			with labels offset 3,0, \
		    $rows using (11):4:5 with labels left \
			textcolor rgb "#636363"
		set output
	}
}
