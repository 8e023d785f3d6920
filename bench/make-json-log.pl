# Writes ROWS lines of JSON as W&B ("events") or an MLPerf run ("mlperf") do,
# always the same for the same number. Usage: perl make-json-log.pl KIND ROWS
use strict;
use warnings;

my ($kind, $rows) = @ARGV;
my $state = 20260103;

# Numbers below N; their quality does not matter.
sub below {
	$state = ($state * 1103515245 + 12345) % 2147483648;
	return ($state >> 8) % $_[0];
}

sub event_line {
	my ($row) = @_;
	my @pairs = map {
		my $card = $_;
		("\"system.gpu.$card.gpu\": " . below(101),
		 "\"system.gpu.$card.memory\": " . below(101),
		 "\"system.gpu.$card.memoryAllocated\": " . below(1000000) / 10000,
		 "\"system.gpu.$card.temp\": " . (30 + below(50)),
		 "\"system.gpu.$card.powerWatts\": " . (60 + below(640000) / 1000),
		 "\"system.gpu.$card.powerPercent\": " . (10 + below(90000) / 1000))
	} 0 .. 7;
	return '{' . join(', ', @pairs, '"system.cpu": ' . below(10000) / 100,
	    '"system.memory": ' . below(10000) / 100, '"_wandb": true',
	    '"_timestamp": ' . (1767454613.5 + 30 * $row),
	    '"_runtime": ' . (3.5 + 30 * $row)) . "}\n";
}

sub mlperf_line {
	my ($ms, $type, $key, $value, $more) = @_;
	return ":::MLLOG {\"namespace\": \"\", \"time_ms\": $ms, " .
	    "\"event_type\": \"$type\", \"key\": \"$key\", \"value\": $value, " .
	    "\"metadata\": {\"file\": \"train.py\", \"lineno\": 12$more}}\n";
}

if ($kind eq 'events') {
	print event_line($_) for 0 .. $rows - 1;
} else {
	my $ms = 1767454613000;
	print mlperf_line($ms, 'POINT_IN_TIME', 'submission_benchmark', '"bert"', ''),
	    mlperf_line($ms, 'INTERVAL_START', 'run_start', 'null', '');
	for my $row (1 .. $rows) {
		$ms += 100;
		print mlperf_line($ms, 'POINT_IN_TIME', 'tracked_stats',
		    '{"throughput": ' . below(1000000) / 1000 . ', "loss": ' .
		    below(1000000) / 1000000 . '}', ", \"samples_count\": $row");
	}
	print mlperf_line($ms, 'INTERVAL_STOP', 'run_stop', 'null',
	    ', "status": "success"');
}
