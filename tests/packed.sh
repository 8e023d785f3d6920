#!/bin/sh
# Compressed logs, archives, folders and standard input.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

cat >power.csv <<'EOF'
timestamp, index, power.draw [W]
2026/01/01 00:00:00.000, 0, 100.00 W
2026/01/01 01:00:00.000, 0, 300.00 W
EOF

# integrates FILE...: inspect says 0.2 kWh
integrates()
{
	"$WATTLEAF" inspect "$@" 2>&1 | tee out
	grep -q "energy *0.200000 kWh" out
}

for pack in gzip xz bzip2 zstd; do
	if command -v $pack >/dev/null; then
		$pack -c power.csv >power.csv.packed
		ok "$pack" integrates power.csv.packed
	else
		skip "$pack" "$pack is not here"
	fi
done
gzip -c power.csv >power.csv.gz
ok "standard input" sh -c '"$WATTLEAF" inspect - <power.csv |
	grep "energy *0.200000 kWh"'
ok "standard input, packed" sh -c '"$WATTLEAF" inspect - <power.csv.gz |
	grep "energy *0.200000 kWh"'

head -c 40 power.csv.gz >torn.gz
ok "a torn file ends with 3" sh -c \
	'"$WATTLEAF" inspect torn.gz 2>err; [ $? -eq 3 ] && grep "file-read" err'

mkdir -p runs/one runs/two
cp power.csv runs/one/power.csv
cp power.csv.gz runs/two/power.csv.gz
echo "just words" >runs/notes.txt
ln -s /etc/passwd runs/link
ok "a folder gives each log" sh -c \
	'"$WATTLEAF" inspect --json runs | grep -c "nvidia-smi-csv" | grep -x 2'
ok "what is passed over is named" sh -c \
	'"$WATTLEAF" inspect -v runs 2>&1 >/dev/null | grep "runs/notes.txt"'

tar czf runs.tar.gz runs/one runs/notes.txt
ok "an archive gives each log" sh -c \
	'"$WATTLEAF" inspect runs.tar.gz | grep "energy *0.200000 kWh"'
mkdir inner && (cd inner && tar cPf ../climb.tar ../power.csv)
ok "a name that climbs is not read" sh -c \
	'! "$WATTLEAF" inspect climb.tar 2>&1 | grep "0.200000 kWh"'

head -c 300000000 /dev/zero | gzip -9 >bomb.gz
ok "a bomb is refused" sh -c \
	'"$WATTLEAF" inspect bomb.gz 2>err; [ $? -eq 3 ]'

mkdir study && cp power.csv.gz study/
cat >study/study.xml <<'EOF'
<study xmlns="urn:wattleaf:study:1" title="T" method="wattleaf">
  <place grid="USA" year="2024" pue="1"/>
  <model id="a" name="A"><run time="1 h"><log href="power.csv.gz"/></run></model>
</study>
EOF
ok "a study reads a packed log" sh -c \
	'"$WATTLEAF" explain study a.it_energy | grep "0.2 kWh"'
done_testing
