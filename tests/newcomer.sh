#!/bin/sh
# A newcomer with a folder of runs: init, the lines that ask filled in by sed,
# report; and the energies are those that are known. The files are others'
# (../shared/real); without them there is nothing to play.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

real=$WATTLEAF_SHARED/real
if [ ! -d "$real" ]; then
	echo "1..0 # SKIP there are no real files in $WATTLEAF_SHARED"
	exit 0
fi

# put FILE PLACE: a real file, where somebody keeps it
put()
{
	mkdir -p "$(dirname "$2")" && cp "$real/$1" "$2" && chmod u+w "$2"
}

# fill FOLDER: the answers to what init asks; a PUE of 1 leaves IT energy
fill()
{
	sed -i -e 's|^  region:  #.*|  region: aws/us-east-1|' \
	    -e 's|^  # pue: .*|  pue: 1|' \
	    -e 's|^\( *\)device:  # which.*|\1device: h100-sxm|' \
	    -e 's|^\( *\)count:  # how many.*|\1count: 8|' "$1/study.yaml"
}

# energy FOLDER MODEL: kWh, as the table says
energy()
{
	"$WATTLEAF" report "$1" -q --format table.csv -o - 2>report-said |
	tr -d '\r' | awk -F , -v model="$2" '
		NR == 1 { for (i = 1; i <= NF; i++) place[$i] = i; next }
		$1 == model { print $place["energy_kwh"] }'
}

# is_near FOLDER MODEL KWH [PERCENT]: the energy is the known one
is_near()
{
	found=$(energy "$1" "$2")
	cat report-said
	echo "$2: $found kWh, known $3"
	echo "$found $3 ${4-0.2}" | awk '{
		difference = $1 > $2 ? $1 - $2 : $2 - $1
		exit !($1 > 0 && difference <= $2 * $3 / 100)
	}'
}

# is_far FOLDER MODEL KWH: the check above sees a wrong energy
is_far()
{
	! is_near "$@" && test -n "$found"
}

# Two benchmarks of MLPerf Training v4.0 with the meters of their nodes. The
# files themselves say 1,877,684 J over 276.66 s of a run of 277.048 s, and
# 5,538,136 J over 800.2 s of one of 802.177 s.
put mlperf-log/v4.0-smc-bert-result_5119_06.txt runs/bert/result_06.txt
put mlperf-power/v4.0-smc-bert-result_5119_06-node_0.txt \
	runs/bert/power/node_0.txt
put mlperf-log/v4.0-smc-resnet-result_5759_2.txt runs/resnet/result_2.txt
put mlperf-power/v4.0-smc-resnet-5759_2-node_1.txt runs/resnet/node_1.txt
put mlperf-system/v4.0-smc-ac-1xSMC-H100-SXM-80GB.json runs/hw/system.json
put lightning-csv/binn-metrics.csv runs/resnet/metrics.csv
ok "init writes a study" "$WATTLEAF" init runs
ok "which asks for the region" grep '^  region:  # which? aws/us-east-1, ' \
	runs/study.yaml
ok "and names the machine" grep \
	'spec: hw/system.json  # read: 8 × NVIDIA H100-SXM5-80GB' runs/study.yaml
ok "and what has no place" grep '^#   resnet/metrics.csv: it says neither' \
	runs/study.yaml
fill runs
ok "BERT: the joules of its meter" is_near runs bert 0.522310
ok "ResNet: the joules of its meter" is_near runs resnet 1.5422
ok "a wrong energy would be seen" is_far runs bert 0.5749

# A copy and a second run of the sampler: nothing is counted twice.
cp runs/bert/power/node_0.txt runs/bert/power/node_0-backup.txt
cp runs/resnet/node_1.txt runs/bert/node_1.txt
cp runs/study.yaml before.yaml
ok "init adds what is new" "$WATTLEAF" init runs
ok "what was filled in stays" grep '^  region: aws/us-east-1' runs/study.yaml
ok "nothing that stood there is gone" sh -c \
	'! diff before.yaml runs/study.yaml | grep "^<"'
ok "a copy is named" grep 'left out: it says what' runs/study.yaml
ok "and the copy of another's log" grep \
	'^#   bert/node_1.txt: it says what resnet/node_1.txt says' runs/study.yaml
ok "BERT with copies beside it" is_near runs bert 0.522310
ok "ResNet with copies elsewhere" is_near runs resnet 1.5422
sed 's|^\( *\)# - href: bert/power/node_0-backup.txt|\1- href: bert/power/node_0-backup.txt|' \
	runs/study.yaml >forced && mv forced runs/study.yaml
ok "a copy that is forced in would be seen" is_far runs bert 0.522310

# The same packed as people pack it, without a study.
mkdir packed
(cd runs && tar czf ../packed/resnet.tar.gz resnet)
mkdir packed/bert
gzip -c runs/bert/result_06.txt >packed/bert/result_06.txt.gz
gzip -c runs/bert/power/node_0.txt >packed/bert/node_0.txt.gz
ok "init reads archives" "$WATTLEAF" init packed
fill packed
ok "BERT, packed" is_near packed bert 0.522310
ok "ResNet, packed" is_near packed resnet 1.5422

# Trackers: CodeCarbon's 104 runs of 0.03978054 kWh in all, two windows of
# Zeus of 54,265.3 J and 15,904.9 J on GPUs.
put codecarbon/boamps-repo-codecarbon_file-v2.5.0-V100S.csv \
	trackers/llm/emissions.csv
put "zeus/A40+resnet50+gpu0.csv" "trackers/vision/A40+resnet50+gpu0.csv"
put "zeus/V100+resnet18+gpu0,1.csv" "trackers/vision/V100+resnet18+gpu0,1.csv"
ok "init finds trackers" "$WATTLEAF" init trackers
fill trackers
ok "CodeCarbon's energy" is_near trackers llm 0.03978054
ok "init read the device" grep 'device: v100s  # read: Tesla V100S' \
	trackers/study.yaml
"$WATTLEAF" explain trackers vision.it_energy >explained 2>&1
ok "the A40's joules" grep 'E_log = 0.01507369' explained
ok "the V100s' joules" grep 'E_log = 0.0044180' explained

# One trainer states one time in three files: 77,351 s.
put hf-trainer/whisper-large-v2-all_results.json hf/all_results.json
put hf-trainer/whisper-large-v2-train_results.json hf/train_results.json
put hf-trainer/whisper-large-v2-trainer_state.json \
	hf/checkpoint-5000/trainer_state.json
ok "init joins the files of a trainer" "$WATTLEAF" init hf
ok "into one run" test "$(grep -c '^  - hardware' hf/study.yaml)" -eq 1
fill hf
"$WATTLEAF" report hf -q --format table.csv -o - 2>&1 | tr -d '\r' >hf.csv
ok "of 21.486 hours" grep '21.48638' hf.csv

ok "a folder without a study is reported on" sh -c \
	'rm runs/study.yaml; "$WATTLEAF" report runs -o assumed 2>said; s=$?
	cat said; [ $s -eq 1 ] && grep "a run of bert: bert/power/node_0.txt, bert/result_06.txt" said'
done_testing
