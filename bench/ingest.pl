# Times commands that read the same file: one a line of standard input, its
# name, "often" or "once", and its words, parted by tabs. Runs them in turn and
# prints the least of user and system time together and of wall time (other
# work on the machine only ever adds), the most memory, and the ratios to the
# job whose name is BASE. With ANSWER, what a job prints must be that energy
# in joules to 1e-6, or nothing (cat and wc).
# Usage: perl ingest.pl ROUNDS BASE [ANSWER] <JOBS
use strict;
use warnings;
use POSIX ();
use Time::HiRes qw(time);

my ($rounds, $base, $answer) = @ARGV;
my @jobs = map { chomp; my ($name, $often, @words) = split /\t/;
    { name => $name, often => $often eq 'often', words => \@words } } <STDIN>;
# wait4 tells what one child took; where its number is not known, times does
my $wait4 = { x86_64 => 61, aarch64 => 260 }->{(POSIX::uname())[4]};

# CPU seconds and peak MB of the child, once it has ended.
sub await {
	my ($child) = @_;
	my ($status, $usage) = ("\0" x 8, "\0" x 256);
	if (defined $wait4) {
		syscall($wait4, $child, $status, 0, $usage);
		my ($us, $uu, $ss, $su, $kb) = unpack 'q5', $usage;
		return (unpack('i', $status), $us + $ss + ($uu + $su) / 1e6,
		    $kb / 1024);
	}
	my @before = times;
	waitpid $child, 0;
	my @after = times;
	return ($?, $after[2] + $after[3] - $before[2] - $before[3], 0);
}

sub run {
	my ($job) = @_;
	my $start = time;
	pipe my $reader, my $writer or die "pipe: $!\n";
	my $child = fork // die "fork: $!\n";
	if ($child == 0) {
		if (!$answer || $job->{name} eq 'cat') {
			open STDOUT, '>', '/dev/null' or die;
		} else {
			open STDOUT, '>&', $writer or die;
		}
		exec { $job->{words}[0] } @{$job->{words}} or exit 127;
	}
	close $writer;
	my $text = do { local $/; <$reader> } // '';
	my ($status, $cpu, $mb) = await($child);
	die "$job->{name}: status $status\n" if $status != 0;
	push @{$job->{cpu}}, $cpu;
	push @{$job->{wall}}, time - $start;
	$job->{mb} = $mb if $mb > ($job->{mb} // 0);
	check($job, $text) if $answer;
}

# The program prints JSON, the others a number.
sub check {
	my ($job, $text) = @_;
	my $joules = $text =~ /"energy_kwh":\s*([0-9.e+-]+)/ ? $1 * 3.6e6 :
	    $text =~ /^([0-9.e+-]+)\s*$/ ? $1 : return;
	$job->{error} = abs($joules / $answer - 1);
	die "$job->{name}: $joules J, not $answer J\n"
	    if $job->{error} > 1e-6;
}

sub least {
	return (sort { $a <=> $b } @_)[0];
}

for my $round (0 .. $rounds) {
	for my $job (@jobs) {
		run($job) if $job->{often} || $round == 1;
		# the first round warms the cache
		@$job{qw(cpu wall)} = ([], []) if $round == 0;
	}
}
my ($unit) = grep { $_->{name} eq $base } @jobs;
my $unit_cpu = least(@{$unit->{cpu}});
my $unit_wall = least(@{$unit->{wall}});
printf "\n%-34s %8s %8s %7s %8s %8s  %s\n",
    "least of $rounds rounds (slow ones: 1)", 'CPU s', 'wall s', 'MB',
    'CPU to', 'wall to', $answer ? 'energy off by' : '';
for my $job (@jobs) {
	my $cpu = least(@{$job->{cpu}});
	my $wall = least(@{$job->{wall}});
	printf "%-34s %8.3f %8.3f %7.1f %8.2f %8.2f  %s\n", $job->{name}, $cpu,
	    $wall, $job->{mb} // 0, $cpu / $unit_cpu, $wall / $unit_wall,
	    defined $job->{error} ? sprintf('%.1e', $job->{error}) : '';
}
