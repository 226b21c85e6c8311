# What a researcher would use instead of Rater for the structure of a questionnaire: lavaan, psych, GPArotation, polycor.
#
# Rscript structure.R COMPLETE.csv MISSING.csv LARGE.csv RUNS
#
# Separate from the Python tools, which read large surveys. It prints what the example `structure_bench` of the statistics
# prints: family, tool, best and median milliseconds from the answers in memory to the result, and numbers as `name=value`.
# The start of R, the packages and the reading of the files are left out. One core; it installs nothing.

suppressPackageStartupMessages({
  library(lavaan)
  library(psych)
  library(GPArotation)
  library(polycor)
})
options(mc.cores = 1, warn = -1)

words <- commandArgs(trailingOnly = TRUE)
complete <- read.csv(words[1])
missing <- read.csv(words[2])
large <- read.csv(words[3])
runs <- as.integer(words[4])
patience <- 10
n <- nrow(complete)

items <- split(names(complete), rep(1:5, c(4, 5, 4, 4, 5)))
model <- paste0("f", 1:5, " =~ ", sapply(items, paste, collapse = " + "), collapse = "\n")

versions <- function(...) paste(c(...), sapply(c(...), function(name) format(packageVersion(name))), collapse = ", ")

measure <- function(family, tool, job) {
  begun <- proc.time()[["elapsed"]]
  times <- c()
  while (length(times) < runs && (length(times) == 0 || proc.time()[["elapsed"]] - begun < patience)) {
    set.seed(1988)
    start <- Sys.time()
    invisible(capture.output(numbers <- job()))
    times <- c(times, 1000 * as.numeric(Sys.time() - start, units = "secs"))
  }
  times <- sort(times)
  numbers <- sprintf("%s=%.8f", names(numbers), numbers)
  cat(family, tool, sprintf("%.3f", c(times[1], times[length(times) %/% 2 + 1])), numbers, sep = "\t")
  cat("\n")
}

fitted_numbers <- function(fit, suffix = "") {
  numbers <- fitMeasures(fit, paste0(c("chisq", "df", "cfi", "rmsea"), suffix))
  setNames(as.numeric(numbers), c("chi2", "df", "CFI", "RMSEA"))
}

factors_numbers <- function(fit, loadings, ...) c(chi2 = fit$STATISTIC, ..., "largest loading" = max(abs(loadings)))

correlations_numbers <- function(r) c("mean r" = mean(r[lower.tri(r)]), "r of items 1 and 2" = r[2, 1])

# Minres by psych, then varimax from forty starts, the first time from the loadings as given.
varimax_restarts <- function() {
  fit <- fa(cor(complete), nfactors = 5, n.obs = n, fm = "minres", rotate = "none")
  given <- unclass(fit$loadings)
  lengths <- sqrt(rowSums(given^2))
  simplicity <- function(turned) sum(apply((turned / lengths)^2, 2, function(x) mean(x^2) - mean(x)^2))
  starts <- c(list(diag(5)), replicate(39, Random.Start(5), simplify = FALSE))
  ends <- lapply(starts, function(start) Varimax(given, Tmat = start, normalize = TRUE)$loadings)
  reached <- sapply(ends, simplicity)
  factors_numbers(fit, ends[[which.max(reached)]], varimax = max(reached))
}

# Little's d2 from lavaan's EM moments; no package at hand has the test itself.
little <- function(answers) {
  fit <- lavCor(answers, missing = "ml", output = "fit", se = "none")
  moments <- lavInspect(fit, "sampstat.h1")
  answers <- as.matrix(answers)
  answers <- answers[rowSums(!is.na(answers)) > 0, ]
  present <- !is.na(answers)
  groups <- split(seq_len(nrow(answers)), do.call(paste0, as.data.frame(+present)))
  parts <- sapply(groups, function(rows) {
    seen <- present[rows[1], ]
    away <- colMeans(answers[rows, seen, drop = FALSE]) - moments$mean[seen]
    c(length(rows) * sum(away * solve(moments$cov[seen, seen], away)), sum(seen))
  })
  c(chi2 = sum(parts[1, ]), df = sum(parts[2, ]) - ncol(answers), patterns = length(groups))
}

measure("cfa-ml", versions("lavaan"), function() fitted_numbers(cfa(model, complete, estimator = "ML")))
measure("cfa-fiml", versions("lavaan"), function() fitted_numbers(cfa(model, missing, missing = "fiml")))
measure("cfa-wlsmv", versions("lavaan"), function() fitted_numbers(cfa(model, complete, ordered = TRUE), ".scaled"))
measure("efa-varimax", versions("psych", "GPArotation"), varimax_restarts)
measure("efa-oblimin", versions("psych", "GPArotation"), function() {
  fit <- fa(cor(complete), nfactors = 5, n.obs = n, fm = "minres", rotate = "oblimin")
  factors_numbers(fit, fit$loadings)
})
measure("polychoric", versions("psych"), function() {
  correlations_numbers(polychoric(complete, correct = 0, global = FALSE, smooth = FALSE)$rho)
})
ordered_answers <- as.data.frame(lapply(complete, ordered))
measure("polychoric", versions("polycor"), function() {
  correlations_numbers(hetcor(ordered_answers, ML = FALSE, std.err = FALSE)$correlations)
})
measure("omega", versions("psych"), function() {
  found <- omega(cor(complete), nfactors = 5, n.obs = n, plot = FALSE)
  c(hierarchical = found$omega_h, total = found$omega.tot)
})
measure("parallel", versions("psych"), function() {
  found <- fa.parallel(cor(complete), n.obs = n, fm = "minres", fa = "both", n.iter = 200, plot = FALSE)
  c(components = found$ncomp, factors = found$nfact, "first eigenvalue" = found$pc.values[1])
})
measure("little", paste("EM of", versions("lavaan")), function() little(large))
