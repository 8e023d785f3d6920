#!/bin/sh
# A cluster of one machine: real munged, slurmctld and slurmd run the array
# script of doc/batch.md over 200 studies; what it gives, joined, is what one
# run gives, byte for byte. The daemons end with the test.
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

doc=$WATTLEAF_SRCDIR/doc/batch.md
PATH=$PATH:/usr/sbin:/sbin

lacking()
{
	! grep -q __asan_init "$WATTLEAF" ||
	    { echo "200 studies take too long in this build"; return; }
	[ "$(id -u)" -eq 0 ] || { echo "only root starts a cluster"; return; }
	for program in munged slurmctld slurmd sbatch squeue python3; do
		command -v "$program" >/dev/null ||
		    echo "no $program (slurm-wlm, munge)"
	done
}

why=$(lacking | head -n 1)
if [ -n "$why" ]; then
	skip "an array of Slurm and its join" "$why"
	done_testing
fi

# Sockets have short paths, so the daemons' folder is not below the test's.
state=$(mktemp -d /tmp/wattleaf-slurm-XXXXXX)
daemons=

# down: ends what was started, whatever state it is in
down()
{
	for pid in $daemons; do
		kill "$pid" 2>/dev/null
	done
	sleep 1
	for pid in $daemons; do
		kill -9 "$pid" 2>/dev/null
	done
	rm -rf "$state"
}
trap down EXIT
trap 'exit 99' HUP INT TERM

# within SECONDS COMMAND...: until the command succeeds
within()
{
	tries=$(($1 * 5))
	shift
	while ! "$@" >/dev/null 2>&1; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || { echo "not in time: $*"; return 1; }
		sleep 0.2
	done
}

logs()
{
	tail -n 20 "$state"/*.log
	return 1
}

# start NAME COMMAND...: a daemon in the foreground of a process of its own
start()
{
	name=$1
	shift
	"$@" >"$state/$name.log" 2>&1 &
	daemons="$daemons $!"
}

munge_up()
{
	dd if=/dev/urandom of="$state/key" bs=128 count=1 2>/dev/null
	chmod 600 "$state/key"
	chmod 755 "$state"
	start munged munged --foreground --force \
	    --key-file="$state/key" --socket="$state/munge" \
	    --pid-file="$state/munged.pid" --log-file="$state/munged.own" \
	    --seed-file="$state/seed"
	within 10 munge -n -S "$state/munge" || logs
}

configure()
{
	node=$(hostname -s)
	# shellcheck disable=SC2046 # two numbers
	set -- $(python3 -c 'import socket
s = [socket.socket() for i in range(2)]
for x in s: x.bind(("127.0.0.1", 0))
print(*(x.getsockname()[1] for x in s))')
	mkdir -p "$state/ctld" "$state/d"
	cat >"$state/slurm.conf" <<-END
	ClusterName=wattleaf
	SlurmctldHost=$node(127.0.0.1)
	SlurmctldPort=$1
	SlurmdPort=$2
	SlurmUser=root
	SlurmdUser=root
	AuthType=auth/munge
	AuthInfo=socket=$state/munge
	CredType=cred/munge
	StateSaveLocation=$state/ctld
	SlurmdSpoolDir=$state/d
	SlurmctldPidFile=$state/slurmctld.pid
	SlurmdPidFile=$state/slurmd.pid
	ProctrackType=proctrack/pgid
	TaskPlugin=task/none
	SelectType=select/cons_tres
	SelectTypeParameters=CR_CPU
	SlurmdParameters=config_overrides
	JobAcctGatherType=jobacct_gather/none
	AccountingStorageType=accounting_storage/none
	MpiDefault=none
	ReturnToService=2
	SchedulerParameters=sched_interval=2
	NodeName=$node NodeAddr=127.0.0.1 CPUs=8 RealMemory=16384
	PartitionName=all Nodes=ALL Default=YES MaxTime=5 State=UP
	END
	export SLURM_CONF="$state/slurm.conf"
}

idle()
{
	sinfo -h -o %t | grep -q '^idle$'
}

slurm_up()
{
	configure
	start slurmctld slurmctld -D -f "$SLURM_CONF"
	start slurmd slurmd -D -f "$SLURM_CONF" -N "$(hostname -s)"
	within 30 idle || { sinfo; logs; }
}

# 200 studies of a few minutes to some days; each tenth with a log, each
# fiftieth broken.
studies()
{
	mkdir submissions
	for n in $(seq 200); do
		folder=submissions/$(printf 'paper-%03d' "$n")
		log=
		mkdir "$folder"
		if [ $((n % 10)) -eq 0 ]; then
			log='<log href="power.csv"/>'
			printf 'timestamp, index, power.draw [W]\n%s\n%s\n' \
			    "2026/01/01 00:00:00.000, 0, $n.00 W" \
			    "2026/01/01 01:00:00.000, 0, 300.00 W" \
			    >"$folder/power.csv"
		fi
		[ $((n % 50)) -ne 7 ] || log='<log'
		cat >"$folder/study.xml" <<-END
		<study xmlns="urn:wattleaf:study:1" title="Paper $n">
		<place pue="1.25" intensity="$((300 + n)) g/kWh"/>
		<model id="m" name="M $n"><run time="$n h">$log
		<hardware device="a100-sxm4-80gb" count="8" power="300 W"/>
		</run></model></study>
		END
	done
}

# The script and the command of the tables, as the text has them.
scripts()
{
	awk '/^```slurm/ { on = 1; next } /^```/ { on = 0 } on' "$doc" \
	    >pages.sh
	grep -q SLURM_ARRAY_TASK_ID pages.sh || return 1
	tr '\n' ' ' <"$doc" | grep -o '`sbatch --dependency=[^`]*`' |
	    tr -d '`' >tables.sh
	grep -q JOB tables.sh
}

empty()
{
	[ -z "$(squeue -h)" ]
}

submit()
{
	PATH=${WATTLEAF%/*}:$PATH
	job=$(sbatch --parsable pages.sh) || return 1
	sed "s/JOB/$job/" tables.sh >join.sh
	sh join.sh || return 1
	within 300 empty || { squeue; logs; }
}

said()
{
	cat slurm-*.out
	[ "$(find . -name 'slurm-*.out' | wc -l)" -eq 21 ]
}

# same COUNT: so many pages; the work folders hold locks alone
same()
{
	[ "$(find pages -name report.pdf | wc -l)" -eq "$1" ] &&
	    diff -r -x .work pages single
}

single()
{
	"$WATTLEAF" batch submissions -o single -q </dev/null
	[ $? -eq 1 ]
}

# Another run does nothing any more.
done_already()
{
	"$WATTLEAF" batch submissions -o pages --json-lines \
	    </dev/null >lines 2>errors
	[ "$(grep -c '"id"' lines)" -eq 200 ] && diff -r -x .work pages single
}

# The totals of what the array made, and of what one run made.
totals()
{
	"$WATTLEAF" collate pages -q -o totals-pages </dev/null
	[ $? -le 1 ] &&
	    "$WATTLEAF" collate single -q -o totals-single </dev/null
	[ $? -le 1 ] && [ -s totals-pages/collation.json ] &&
	    diff -r totals-pages totals-single
}

ok "the text holds a script of an array and the command of its tables" scripts
ok "200 studies" studies
ok "one run does all, of which four are broken" single
ok "munged starts with a key of its own" munge_up
ok "slurmctld and slurmd start, and the machine is idle" slurm_up
ok "the array and what depends on it run to their end" submit
ok "each task has said what it had to say" said
ok "the array's pages are those of one run, byte for byte" same 196
ok "nothing is left to do" done_already
ok "collate gives the array's totals as one run's, byte for byte" totals
done_testing
