# Times programs that draw: one job a line of standard input, its name, the
# numbers of pictures to draw in one process ("1", or "1,21"), and its words,
# parted by tabs; @COUNT@ in a word is that number. Runs all in turn, ROUNDS
# times after one that is not counted (just once where ROUNDS is 1), and
# prints milliseconds, median and least: user and system time and wall time of
# a process that draws the first number; of those that draw more, what each
# further one takes. Ratios are of median CPU time, to the first job that does
# so.
# Usage: perl render.pl ROUNDS TITLE <JOBS
use strict;
use warnings;
use POSIX ();
use Time::HiRes qw(time);

my ($rounds, $title) = @ARGV;
my @jobs = map { chomp; my ($name, $counts, @words) = split /\t/;
    { name => $name, counts => [split /,/, $counts], words => \@words } }
    <STDIN>;
# wait4 tells what one child took; where its number is not known, times does
my $wait4 = { x86_64 => 61, aarch64 => 260 }->{(POSIX::uname())[4]};

# The child's status, CPU seconds and peak MB, once it has ended.
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

# Milliseconds of CPU and wall time, and MB.
sub run {
	my ($job, $count) = @_;
	my @words = map { s/\@COUNT\@/$count/gr } @{$job->{words}};
	my $start = time;
	my $child = fork // die "fork: $!\n";
	if ($child == 0) {
		open STDOUT, '>', '/dev/null' or die;
		open STDERR, '>', '/dev/null' or die;
		exec { $words[0] } @words or exit 127;
	}
	my ($status, $cpu, $mb) = await($child);
	my $wall = time - $start;
	# 1 says: done, and something is unknown
	die "$job->{name}: status $status\n"
	    if $status != 0 && $status != 1 << 8;
	return (1000 * $cpu, 1000 * $wall, $mb);
}

sub one_round {
	my ($job) = @_;
	my ($cpu, $wall, $mb) = run($job, $job->{counts}[0]);
	push @{$job->{cpu}}, $cpu;
	push @{$job->{wall}}, $wall;
	$job->{mb} = $mb;
	my $count = $job->{counts}[1] // return;
	my ($cpu_all, $wall_all) = run($job, $count);
	push @{$job->{more}}, ($cpu_all - $cpu) / ($count - 1);
	push @{$job->{more_wall}}, ($wall_all - $wall) / ($count - 1);
}

sub median {
	my @sorted = sort { $a <=> $b } @_;
	return ($sorted[$#sorted / 2] + $sorted[($#sorted + 1) / 2]) / 2;
}

sub least {
	return (sort { $a <=> $b } @_)[0];
}

@$_{qw(cpu wall more more_wall)} = ([], [], [], []) for @jobs;
for my $round (($rounds == 1 ? 1 : 0) .. $rounds) {
	for my $job (@jobs) {
		one_round($job);
		@$job{qw(cpu wall more more_wall)} = ([], [], [], [])
		    if $round == 0;
	}
}

# "12.3/11.9", the ratio of the first of them to BASE.
sub figures {
	my ($values, $base) = @_;
	return ('', '') if !@$values;
	my $text = sprintf '%.1f/%.1f', median(@$values), least(@$values);
	return ($text, $base && @$base ?
	    sprintf('%.2f', median(@$values) / median(@$base)) : '');
}

printf "\n%s: ms, median/least of %d\n%-34s %14s %7s %14s %6s %14s %7s %14s\n",
    $title, $rounds, '', 'CPU', 'ratio', 'wall', 'MB', 'each more CPU',
    'ratio', 'wall';
my ($base) = grep { $_->{more} && @{$_->{more}} } @jobs;
for my $job (@jobs) {
	my ($cpu, $ratio) = figures($job->{cpu}, $jobs[0]{cpu});
	my ($more, $more_ratio) = figures($job->{more}, $base->{more});
	my ($wall) = figures($job->{wall});
	my ($more_wall) = figures($job->{more_wall});
	printf "%-34s %14s %7s %14s %6.0f %14s %7s %14s\n", $job->{name},
	    $cpu, $ratio, $wall, $job->{mb}, $more, $more_ratio, $more_wall;
}
