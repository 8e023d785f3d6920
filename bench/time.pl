# Times commands: one a line of standard input, its name and its words parted
# by tabs. Runs them in turn, ROUNDS times after one that is not counted, and
# prints medians, quartiles and the ratio to the first job's and the last's.
# Usage: perl time.pl ROUNDS <JOBS
use strict;
use warnings;
use Time::HiRes qw(time);

my $rounds = shift // 31;
my @jobs = map { chomp; my ($name, @words) = split /\t/; [$name, @words] }
    <STDIN>;
my %times;

sub run {
	my ($name, @words) = @_;
	my $start = time;
	my $child = fork // die "fork: $!\n";
	if ($child == 0) {
		open STDOUT, '>', '/dev/null' or die;
		open STDERR, '>', '/dev/null' or die;
		exec { $words[0] } @words or exit 127;
	}
	waitpid $child, 0;
	my $taken = time - $start;
	# 1 says: done, and something is unknown
	die "$name: status $?\n" if $? != 0 && $? != 1 << 8;
	return 1000 * $taken;
}

# The value at FRACTION of the sorted list, between neighbours.
sub quantile {
	my ($fraction, @sorted) = @_;
	my $place = $fraction * $#sorted;
	my $low = int $place;
	my $high = $low < $#sorted ? $low + 1 : $low;
	return $sorted[$low] + ($place - $low) * ($sorted[$high] - $sorted[$low]);
}

for my $round (0 .. $rounds) {
	for my $job (@jobs) {
		my $ms = run(@$job);
		push @{$times{$job->[0]}}, $ms if $round > 0;
	}
}
my %median = map {
	$_ => quantile(0.5, sort { $a <=> $b } @{$times{$_}})
} keys %times;
my ($first, $last) = ($jobs[0][0], $jobs[-1][0]);
printf "%-30s %9s %17s %9s %9s\n", "wall time, ms ($rounds runs)", "median",
    "quartiles", "to first", "to last";
for my $job (@jobs) {
	my $name = $job->[0];
	my @sorted = sort { $a <=> $b } @{$times{$name}};
	printf "%-30s %9.2f %8.2f-%8.2f %9.2f %9.2f\n", $name, $median{$name},
	    quantile(0.25, @sorted), quantile(0.75, @sorted),
	    $median{$name} / $median{$first}, $median{$name} / $median{$last};
}
