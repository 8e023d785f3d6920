# Writes COUNT studies, each in a folder of its own under FOLDER: one to five
# models with two logs each, the power of their GPUs (nvidia-smi) and their
# training (trainer_state.json with all_results' times). Synthetic, and always
# the same for the same number. Usage: perl make-studies.pl COUNT FOLDER
use strict;
use warnings;
use POSIX qw(strftime);

my ($count, $folder) = @ARGV;
my $state = 20261123;
my @cards = (['a100-sxm-80gb', 'NVIDIA A100-SXM4-80GB', 400],
    ['v100-sxm2-32gb', 'Tesla V100-SXM2-32GB', 300],
    ['h100-sxm', 'NVIDIA H100 80GB HBM3', 700]);
my @grids = qw(USA FRA DEU CHN POL SWE IND BRA);

# Numbers below N; their quality does not matter.
sub below {
	$state = ($state * 1103515245 + 12345) % 2147483648;
	return ($state >> 8) % $_[0];
}

sub write_file {
	my ($path, @lines) = @_;
	open my $file, '>', $path or die "$path: $!\n";
	print $file @lines;
	close $file or die "$path: $!\n";
}

# Rows of GPUS cards, one every STEP seconds from START on.
sub power_log {
	my ($card, $gpus, $start, $step, $rows) = @_;
	my @lines = ("timestamp, index, uuid, name, power.draw [W], " .
	    "utilization.gpu [%]\n");
	for my $row (0 .. $rows) {
		my $at = strftime '%Y/%m/%d %H:%M:%S',
		    gmtime $start + $row * $step;
		for my $index (0 .. $gpus - 1) {
			push @lines, sprintf "%s.%03d, %d, " .
			    "GPU-00000000-0000-0000-0000-%012d, %s, " .
			    "%.2f W, %d %%\n", $at, below(1000), $index, $index,
			    $card->[1], $card->[2] * (70 + below(29)) / 100,
			    80 + below(21);
		}
	}
	return @lines;
}

sub training_log {
	my ($seconds) = @_;
	my $steps = 20 + below(40);
	my @entries = map {
		sprintf qq(    {"epoch": %d, "learning_rate": %.6f, ) .
		    qq("loss": %.4f, "step": %d},\n), $_,
		    2.5e-4 * (1 - $_ / ($steps + 1)), 6 / (1 + $_), 500 * $_
	} 1 .. $steps;
	return (qq({\n  "epoch": $steps,\n  "global_step": ), 500 * $steps,
	    qq(,\n  "log_history": [\n), @entries, sprintf(
	    qq(    {"epoch": %d, "step": %d, "total_flos": 0, ) .
	    qq("train_loss": 1.5, "train_runtime": %.1f, ) .
	    qq("train_samples_per_second": 70.1, ) .
	    qq("train_steps_per_second": 1.1}\n  ],\n), $steps, 500 * $steps,
	    $seconds), qq(  "total_flos": 0\n}\n));
}

# The model's lines of the study; its logs go beside it.
sub model {
	my ($place, $number) = @_;
	my $card = $cards[below(scalar @cards)];
	my $gpus = 1 << below(4);
	my $step = 60 * (1 + below(10));
	my $rows = 60 + below(180);
	my $start = 1767225600 + below(2592000);
	write_file("$place/power-$number.csv",
	    power_log($card, $gpus, $start, $step, $rows));
	write_file("$place/training-$number.json",
	    training_log($rows * $step));
	return sprintf qq(  <model id="model-%d" name="Model %d" ) .
	    qq(params="%d M" task="synthetic">\n) .
	    qq(    <score metric="accuracy" dataset="synthetic" ) .
	    qq(value="%.1f"/>\n    <run>\n) .
	    qq(      <hardware device="%s" count="%d"/>\n) .
	    qq(      <log href="power-%d.csv" role="power" zone="UTC"/>\n) .
	    qq(      <log href="training-%d.json" role="time"/>\n) .
	    qq(    </run>\n  </model>\n), $number, $number, 10 + below(7000),
	    50 + below(490) / 10, $card->[0], $gpus, $number, $number;
}

sub write_study {
	my ($number) = @_;
	my $place = sprintf '%s/paper-%05d', $folder, $number;
	mkdir $place or die "$place: $!\n";
	my @models = map { model($place, $_) } 1 .. 1 + below(5);
	write_file("$place/study.xml",
	    qq(<?xml version="1.0" encoding="UTF-8"?>\n) .
	    qq(<!-- Synthetic: a seeded script wrote it. -->\n) .
	    qq(<study xmlns="urn:wattleaf:study:1" title="Paper $number, ) .
	    qq(synthetic" lang="en">\n  <place grid=") .
	    $grids[below(scalar @grids)] . qq(" year="2023" pue="1.) .
	    (10 + below(50)) . qq("/>\n), @models, "</study>\n");
}

write_study($_) for 1 .. $count;
