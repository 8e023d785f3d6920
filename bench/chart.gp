# One log dot chart of emissions in lb CO2e, as in Table 3 of Strubell,
# Ganesh and McCallum 2019, for the time that gnuplot takes.
# Usage: gnuplot -e 'out="chart.pdf"' chart.gp
set terminal pdfcairo size 8.4cm,5cm font "Linux Libertine O,9"
set output out
set logscale x
set xlabel "CO_2e, lb"
set xrange [10:2e6]
set yrange [0.5:5.5]
set grid xtics
unset key
$rows << END
26 5 Transformer_{base}
192 4 Transformer_{big}
262 3 ELMo
1438 2 BERT_{base}
626155 1 NAS
END
set ytics ("Transformer" 5, "Transformer big" 4, "ELMo" 3, "BERT" 2, "NAS" 1)
set arrow from 126000,0.5 to 126000,5.5 nohead dashtype 2
set label "car, lifetime" at 126000,5.3 right offset -0.5,0
plot $rows using 1:2 with points pointtype 7 linecolor rgb "#0072B2", \
    $rows using 1:2:1 with labels offset 0,0.8
