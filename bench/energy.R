# Joules in a log of make-power-log by data.table. Usage: Rscript energy.R FILE
suppressPackageStartupMessages(library(data.table))
t <- fread(commandArgs(TRUE)[1], select = c(1L, 2L, 4L),
    col.names = c("stamp", "device", "power"), sep = ",",
    colClasses = c("character", "character", "character", "character", "character"))
t[, seconds := 86400 * as.numeric(as.IDate(substr(stamp, 1, 10),
    format = "%Y/%m/%d")) + 3600 * as.numeric(substr(stamp, 12, 13)) +
    60 * as.numeric(substr(stamp, 15, 16)) + as.numeric(substr(stamp, 18, 23))]
t[, watts := as.numeric(sub(" W", "", power, fixed = TRUE))]
cat(sprintf("%.3f\n", t[, sum((watts + shift(watts)) / 2 *
    (seconds - shift(seconds)), na.rm = TRUE), by = device][, sum(V1)]))
