/*
 * Every diagnostic code: X(code, level, exit status, meaning).
 * Status 0: none; 1 incomplete; 2 usage; 3 input; 4 no factor; 5 output; 6 limit.
 */
#ifndef WATTLEAF_DIAG_CODES_H
#define WATTLEAF_DIAG_CODES_H

#define DIAG_CODES(X) \
	DIAG_CODES_BASE(X) \
	DIAG_CODES_CATALOG(X) \
	DIAG_CODES_STUDY(X) \
	DIAG_CODES_INGEST(X) \
	DIAG_CODES_ACCOUNT(X) \
	DIAG_CODES_CHECK(X) \
	DIAG_CODES_DOCUMENT(X) \
	DIAG_CODES_LAYOUT(X) \
	DIAG_CODES_WRITE(X) \
	DIAG_CODES_BATCH(X) \
	DIAG_CODES_COLLATE(X) \
	DIAG_CODES_CLI(X)

#define DIAG_CODES_BASE(X) \
	X(FILE_OPEN, ERROR, 3, "cannot open file") \
	X(FILE_READ, ERROR, 3, "cannot read file") \
	X(FILE_EMPTY, ERROR, 3, "file is empty") \
	X(FILE_LIMIT, ERROR, 3, "file passes a size limit") \
	X(FILE_SKIPPED, NOTE, 0, "file skipped") \
	X(XML_SYNTAX, ERROR, 3, "XML is not well-formed") \
	X(XML_LIMIT, ERROR, 3, "XML passes a limit") \
	X(YAML_SYNTAX, ERROR, 3, "YAML is malformed") \
	X(YAML_KEY_TWICE, ERROR, 3, "a key of YAML stands twice") \
	X(YAML_TAG, ERROR, 3, "a tag of YAML is not followed") \
	X(YAML_SIZE, ERROR, 3, "YAML is too long") \
	X(YAML_DEPTH, ERROR, 3, "YAML is too deep") \
	X(YAML_NODES, ERROR, 3, "YAML holds too many values") \
	X(YAML_ALIASES, ERROR, 3, "an alias of YAML cannot be followed") \
	X(JSON_SYNTAX, ERROR, 3, "JSON is malformed") \
	X(JSON_LIMIT, ERROR, 3, "JSON passes a limit")

#define DIAG_CODES_CATALOG(X) \
	X(CATALOG_ROW, ERROR, 3, "catalogue row is malformed") \
	X(CATALOG_UNKNOWN, ERROR, 4, "not in the catalogue")

#define DIAG_CODES_STUDY(X) \
	X(STUDY_SCHEMA, ERROR, 3, "study does not match its schema") \
	X(STUDY_ELEMENT, ERROR, 3, "unknown element") \
	X(STUDY_ATTRIBUTE, ERROR, 3, "unknown attribute") \
	X(STUDY_MISSING, ERROR, 3, "attribute is missing") \
	X(STUDY_VALUE, ERROR, 3, "value cannot be used") \
	X(QUANTITY_UNIT, ERROR, 3, "quantity without its unit") \
	X(QUANTITY_VALUE, ERROR, 3, "not a quantity") \
	X(STUDY_ID_TWICE, ERROR, 3, "id is used twice") \
	X(STUDY_FILES, ERROR, 3, "folder holds several studies") \
	X(STUDY_LIMIT, ERROR, 3, "study passes a limit") \
	X(STUDY_OPEN, WARNING, 1, "a line is not filled in") \
	X(STUDY_ASSUMED, WARNING, 0, "assumed without a study") \
	X(STUDY_FILE, ERROR, 3, "file that the study names is not there") \
	X(STUDY_OUTSIDE, ERROR, 3, "file lies outside the study's folder")

#define DIAG_CODES_INGEST(X) \
	X(FORMAT_UNKNOWN, ERROR, 3, "format is not recognised") \
	X(FORMAT_AMBIGUOUS, ERROR, 3, "format is ambiguous") \
	X(FORMAT_NAME, ERROR, 2, "no such format") \
	X(LOG_NOTHING, ERROR, 3, "log holds nothing that can be used") \
	X(LOG_ROW, WARNING, 0, "row skipped") \
	X(LOG_TIME, WARNING, 0, "time stamps are out of order") \
	X(LOG_GAP, WARNING, 0, "samples have a gap") \
	X(LOG_ZONE, WARNING, 0, "clocks cannot be compared") \
	X(LOG_PARTIAL, WARNING, 1, "log is incomplete") \
	X(LOG_SNAPSHOT, NOTE, 0, "one reading is no energy") \
	X(LOG_TICKS, WARNING, 0, "devices are told apart by rows that share a tick") \
	X(LOG_WINDOW, WARNING, 0, "log cannot be cut to the run's window") \
	X(LOG_OVERLAP, WARNING, 0, "runs overlap on one machine") \
	X(LOG_PLACE_FALLBACK, WARNING, 0, "place is the tool's fallback") \
	X(LOG_TOOL_FAULT, WARNING, 0, "the tool's version has a known fault") \
	X(LOG_IMPLAUSIBLE, WARNING, 0, "value is not plausible") \
	X(LOG_REPAIRED, WARNING, 0, "row repaired") \
	X(LOG_FALLING, WARNING, 0, "cumulative energy falls") \
	X(LOG_WRAP, WARNING, 0, "a counter may have run over unseen") \
	X(LOG_INSIDE, NOTE, 0, "a part that another reading holds is not added") \
	X(LOG_DISAGREES, WARNING, 0, "two statements of one energy disagree") \
	X(LOG_CUMULATIVE, NOTE, 0, "rows are running totals") \
	X(LOG_TASKS, NOTE, 0, "log states tasks, not runs") \
	X(LOG_SCOPE, NOTE, 0, "what the log covers") \
	X(LOG_RUNS, NOTE, 0, "log holds several runs") \
	X(LOG_STEPS, NOTE, 0, "steps are parts of their job") \
	X(LOG_TWICE, NOTE, 0, "row is there twice") \
	X(LOG_BILL, NOTE, 0, "which rows of a bill count") \
	X(LOG_ABORTED, NOTE, 0, "run was aborted") \
	X(LOG_PREDICTED, WARNING, 0, "figure is a prediction") \
	X(LOG_CONVERSION, NOTE, 0, "conversion efficiency is applied") \
	X(LOG_NO_DIGEST, ERROR, 3, "no digest can be made of the log")

#define DIAG_CODES_ACCOUNT(X) \
	X(UNKNOWN_POWER, WARNING, 1, "power is not known") \
	X(UNKNOWN_TIME, WARNING, 1, "time is not known") \
	X(UNKNOWN_PLACE, WARNING, 1, "place is not known") \
	X(FACTOR_YEAR, WARNING, 0, "factor is of another year") \
	X(UNKNOWN_DEVICE, ERROR, 4, "device is not in the catalogue") \
	X(DEVICE_CHOICE, NOTE, 0, "device's name could mean several") \
	X(UNKNOWN_METHOD, ERROR, 4, "method is not in the catalogue") \
	X(METHOD_RULE, ERROR, 3, "rule of a method cannot be followed") \
	X(FLOPS_UTILISATION, WARNING, 1, "FLOP without the utilisation of the peak") \
	X(FLOPS_PRECISION, WARNING, 0, "FLOP without their precision") \
	X(PRICE_UNIT, ERROR, 3, "price and hours count different things") \
	X(SCORE_MANY, WARNING, 0, "too many metrics to compare") \
	X(SCORE_DIRECTION, WARNING, 0, "models disagree which score is better") \
	X(SCI_INCOMPLETE, WARNING, 1, "no carbon intensity per functional unit") \
	X(UNKNOWN_EMBODIED, WARNING, 1, "embodied emissions are not known") \
	X(EVIDENCE_DISAGREES, WARNING, 0, "evidence disagrees") \
	X(EVIDENCE_OVERLAP, WARNING, 0, "evidence overlaps") \
	X(EVIDENCE_RANKS, WARNING, 0, "several logs are of one machine") \
	X(EVIDENCE_DEVICE_TWICE, WARNING, 0, "several logs are of one device") \
	X(EVIDENCE_PROCESSOR, WARNING, 0, "log covers processors alone") \
	X(EVIDENCE_COPY, NOTE, 0, "a log tells the same time again") \
	X(EVIDENCE_SEGMENTS, NOTE, 0, "logs are joined") \
	X(EVIDENCE_EXTRAPOLATED, NOTE, 0, "energy is extrapolated") \
	X(MODEL_ALTERNATIVE, NOTE, 0, "model is listed twice") \
	X(ANONYMOUS_NOTES, WARNING, 0, "notes are left out of an anonymous report")

#define DIAG_CODES_CHECK(X) \
	X(CHECK_THOUSAND, WARNING, 1, "off by a factor of 1000") \
	X(CHECK_TEN, WARNING, 1, "off by a factor of 10") \
	X(CHECK_POUND, WARNING, 1, "pounds and kilograms are mixed up") \
	X(CHECK_COUNT, WARNING, 1, "number of devices is left out") \
	X(CHECK_HOURS, WARNING, 1, "hours on the clock are called device-hours") \
	X(CHECK_POWER_ENERGY, WARNING, 1, "power is printed as energy") \
	X(CHECK_PUE_TWICE, WARNING, 1, "PUE is applied twice") \
	X(CHECK_PUE_MISSING, WARNING, 1, "PUE is stated but not applied") \
	X(CHECK_PUE_VALUE, WARNING, 1, "PUE is not possible") \
	X(CHECK_INTENSITY, WARNING, 1, "carbon intensity is not plausible") \
	X(CHECK_DEVICE_POWER, WARNING, 1, "power of a device is not plausible") \
	X(CHECK_PRICE_UNIT, WARNING, 1, "price per board is applied per chip") \
	X(CHECK_SUM, WARNING, 1, "parts do not sum") \
	X(CHECK_HIDDEN_ROW, WARNING, 1, "total includes what is not shown") \
	X(CHECK_OTHER_RUN, WARNING, 1, "figure is that of something else") \
	X(CHECK_TWICE, WARNING, 1, "a quantity is stated twice, differently") \
	X(CHECK_MISMATCH, WARNING, 1, "numbers do not follow from each other") \
	X(CHECK_UNUSED, NOTE, 0, "not used by the check") \
	X(CHECK_WITHHELD, NOTE, 0, "place is withheld") \
	X(DISCLOSED_VALUE, WARNING, 1, "figure of a disclosure cannot be shown") \
	X(DISCLOSED_PAGE, WARNING, 1, "disclosure gets no page") \
	X(DISCLOSED_OTHER, WARNING, 1, "disclosure of another form gets no page") \
	X(DISCLOSED_GAP, WARNING, 1, "disclosure leaves something out") \
	X(PROFILE_NAME, ERROR, 4, "no such profile") \
	X(PROFILE_SYNTAX, ERROR, 3, "profile is malformed") \
	X(PROFILE_PATH, ERROR, 3, "unknown path in the profile") \
	X(PROFILE_FORMAT, ERROR, 3, "a profile cannot be asked of this file") \
	X(PROFILE_MISSING, WARNING, 1, "the profile asks for what is missing") \
	X(PROFILE_WEAK, WARNING, 1, "the profile asks for better evidence") \
	X(PROFILE_RULE, WARNING, 1, "a rule of the profile is not kept") \
	X(PROFILE_ADVICE, NOTE, 0, "the profile recommends what is missing")

#define DIAG_CODES_DOCUMENT(X) \
	X(TEMPLATE_PATH, ERROR, 3, "unknown path in the template") \
	X(TEMPLATE_DIRECTIVE, ERROR, 3, "unknown directive in the template") \
	X(TEMPLATE_FILTER, ERROR, 3, "filter in the template cannot be used") \
	X(TEMPLATE_SYNTAX, ERROR, 3, "template is malformed") \
	X(TEMPLATE_NAME, ERROR, 4, "no such template") \
	X(CHART_METRIC, NOTE, 0, "chart shows one score of several") \
	X(CHART_NOTHING, WARNING, 0, "chart has nothing to show") \
	X(LANGUAGE, WARNING, 1, "reports are not written in this language") \
	X(LANGUAGE_TABLE, ERROR, 3, "table of a language is damaged") \
	X(LANGUAGE_TEMPLATE, NOTE, 0, "template is in English alone")

#define DIAG_CODES_LAYOUT(X) \
	X(FONT_MISSING, ERROR, 5, "font is missing") \
	X(VENUE_TABLE, ERROR, 5, "table of venues is damaged") \
	X(GLYPH_MISSING, ERROR, 5, "font has no glyph for a character") \
	X(TABLE_WIDTH, ERROR, 2, "table does not fit its width")

#define DIAG_CODES_WRITE(X) \
	X(OUTPUT_OPEN, ERROR, 5, "output cannot be opened") \
	X(OUTPUT_WRITE, ERROR, 5, "output could not be written") \
	X(OUTPUT_LACKS, WARNING, 1, "the format asks for more than is known")

#define DIAG_CODES_BATCH(X) \
	X(LIST_NUL, ERROR, 3, "line of a list holds NUL") \
	X(BATCH_NOTHING, ERROR, 3, "there is no study in it") \
	X(BATCH_NO_STUDY, ERROR, 3, "the folder holds no study") \
	X(BATCH_FOLDER, ERROR, 3, "the folder passes a limit") \
	X(BATCH_INPUT, ERROR, 1, "study cannot be found") \
	X(BATCH_FAILED, ERROR, 1, "study failed") \
	X(BATCH_START, ERROR, 1, "study could not be given a process and walls") \
	X(BATCH_MEMORY, ERROR, 1, "study took too much memory") \
	X(BATCH_CPU, ERROR, 1, "study took too much time of the processor") \
	X(BATCH_TIME, ERROR, 1, "study took too long") \
	X(BATCH_FILE, ERROR, 1, "study wrote too large a file") \
	X(BATCH_FLOOD, ERROR, 1, "study said too much") \
	X(BATCH_CALL, ERROR, 1, "study made a forbidden system call") \
	X(BATCH_CRASH, ERROR, 1, "study crashed") \
	X(BATCH_RESULT, ERROR, 1, "result of a study cannot be read") \
	X(BATCH_NAME, NOTE, 0, "study has another name") \
	X(BATCH_SKIPPED, NOTE, 0, "no study, passed over") \
	X(BATCH_LEFT, NOTE, 0, "study is no longer in the input; its folder stays") \
	X(BATCH_WALLS, WARNING, 0, "the kernel lacks a wall around studies") \
	X(BATCH_NO_LOCK, WARNING, 0, "folder cannot be locked against another run") \
	X(BATCH_LOCKED, ERROR, 5, "another run writes there") \
	X(BATCH_FOREIGN, ERROR, 5, "folder holds what no batch wrote")

#define DIAG_CODES_COLLATE(X) \
	X(COLLATE_NOTHING, ERROR, 3, "there is no disclosure in it") \
	X(COLLATE_FOREIGN, ERROR, 3, "no disclosure of this program") \
	X(COLLATE_VALUE, ERROR, 3, "total of a disclosure cannot be added") \
	X(COLLATE_FAILED, ERROR, 1, "disclosure could not be counted") \
	X(COLLATE_DUPLICATE, NOTE, 0, "disclosure is there twice") \
	X(COLLATE_REVISED, WARNING, 0, "disclosure is there in a newer form") \
	X(COLLATE_SKIPPED, NOTE, 0, "no disclosure, passed over")

#define DIAG_CODES_CLI(X) \
	X(USAGE, ERROR, 2, "wrong usage") \
	X(ASSUMED, NOTE, 0, "assumed, since nobody said it") \
	X(LIMIT_PASSED, ERROR, 6, "a limit is passed") \
	X(LIMIT_UNKNOWN, WARNING, 1, "a limit cannot be checked") \
	X(BASELINE_OTHER, WARNING, 0, "the baseline was counted in another way") \
	X(DATA_DIRECTORY, ERROR, 3, "the program's data files are not there") \
	X(FIGURE_READ, ERROR, 3, "PDF cannot be read") \
	X(FIGURE_WIDTH, WARNING, 1, "figure does not fit the venue's columns") \
	X(FIGURE_FONT, WARNING, 1, "font is one that venues refuse") \
	X(FIGURE_TEXT, WARNING, 1, "text is smaller than the venue allows") \
	X(FIGURE_LINE, WARNING, 1, "line is thinner than the venue allows") \
	X(FIGURE_CONTRAST, WARNING, 1, "text is too pale") \
	X(FIGURE_CONTENT, WARNING, 1, "PDF holds what the venue refuses")

#endif
