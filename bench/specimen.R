# The specimen's chart by ggplot2 (and its table, where gridExtra is here).
# Usage: Rscript specimen.R COUNT FORMATS WHAT FOLDER
# FORMATS is "pdf", "svg" or "pdf svg", WHAT "chart", "table" or "chart table".
suppressPackageStartupMessages(library(ggplot2))
given <- commandArgs(trailingOnly = TRUE)
folder <- given[4]
rows <- data.frame(
    name = factor(1:5), value = c(26, 192, 262, 1438, 626155),
    low = c(14, 105, 145, 780, 340000), high = c(33, 242, 330, 1830, 790000),
    hardware = c("P100×8", "P100×8", "P100×3", "V100×64", "P100×8"))
names <- expression(Transformer[base], Transformer[big], ELMo, BERT[base], NAS)
marks <- data.frame(at = c(1984, 126000), text = c(
    "NY–SF flight, 1 passenger\n1,984 lb",
    "Car, one lifetime with fuel\n126,000 lb"))
chart <- function() {
    ggplot(rows, aes(value, name)) +
        geom_errorbarh(aes(xmin = low, xmax = high), height = 0.2,
            colour = "#0072B2") +
        geom_point(colour = "#0072B2") +
        geom_text(aes(label = format(value, big.mark = ",", trim = TRUE)),
            hjust = -0.6, fontface = "bold", size = 2.8) +
        geom_text(aes(x = 11, label = hardware), hjust = 0, size = 2.8,
            colour = "#636363") +
        geom_vline(xintercept = marks$at, linetype = 2, colour = "#b34700") +
        geom_text(data = marks, aes(at, 5.8, label = text), size = 2.8,
            colour = "#b34700") +
        scale_x_log10(limits = c(10, 2e6)) + scale_y_discrete(labels = names) +
        coord_cartesian(ylim = c(0.5, 6)) +
        labs(x = expression("Training emissions, lb CO"[2] * "e (log scale)"),
            y = NULL) +
        theme_minimal(base_size = 8)
}
table <- function() {
    cells <- rbind(
        c("Transformer_base", "65", "P100×8", "1,415.78", "12", "27", "26", "41", "140"),
        c("Transformer_big", "213", "P100×8", "1,515.43", "84", "201", "192", "289", "981"),
        c("ELMo", "—", "P100×3", "517.66", "336", "275", "262", "433", "1,472"),
        c("BERT_base", "110", "V100×64", "12,041.51", "79", "1,507", "1,438", "3,751", "12,571"),
        c("BERT_base", "110", "TPUv2×16", "—", "96", "—", "—", "2,074", "6,912"),
        c("NAS", "—", "P100×8", "1,515.43", "274,120", "656,347", "626,155", "942,973", "3,201,722"),
        c("NAS", "—", "TPUv2×1", "—", "32,633", "—", "—", "44,055", "146,848"),
        c("GPT-2", "1,542", "TPUv3×32", "—", "168", "—", "—", "12,902", "43,008"))
    colnames(cells) <- c("Model", "Params", "Hardware", "Power", "Time",
        "Energy", "CO2e", "preemptible", "on-demand")
    gridExtra::tableGrob(cells,
        theme = gridExtra::ttheme_minimal(base_size = 7))
}
devices <- list(pdf = cairo_pdf, svg = svg)
for (i in seq_len(as.integer(given[1])))
    for (what in strsplit(given[3], " ")[[1]])
        for (format in strsplit(given[2], " ")[[1]]) {
            devices[[format]](sprintf("%s/ggplot2-%s-%d.%s", folder, what, i,
                format), width = 6.3, height = 2)
            if (what == "chart") print(chart()) else grid::grid.draw(table())
            invisible(dev.off())
        }
