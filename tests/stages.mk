# Which tests run where. "make check" runs all of them. Two of .ci/run's
# builds take a part, where the rest would say the same again for minutes.

# A build with sanitizers leaves these out (make check-sanitized): they are
# about sources, packages, texts and other programs, which do not change with
# the compiler; what the program does in them it does in others too.
ONCE_TESTS = tests/bootstrap.sh tests/data_folder.sh tests/layering.sh \
	tests/method_names.sh tests/packaging.sh
ONCE_TESTS += tests/docs.sh tests/manual.sh tests/recipes.sh
ONCE_TESTS += tests/browser.sh tests/disclosure_schema.sh tests/ink.sh \
	tests/latex_languages.sh tests/svg.sh tests/templates_latex.sh \
	tests/write_text.sh

check-sanitized:
	@for t in $(ONCE_TESTS); do \
		case ' $(TESTS) ' in \
		*" $$t "*) ;; \
		*) echo "ONCE_TESTS: no test $$t" >&2; exit 1 ;; \
		esac; \
	done
	@tests=; for t in $(TESTS); do \
		case ' $(ONCE_TESTS) ' in \
		*" $$t "*) ;; \
		*) tests="$$tests $$t" ;; \
		esac; \
	done; \
	$(MAKE) $(AM_MAKEFLAGS) check TESTS="$$tests"

# From the tarball these run (make distcheck-quick): what reads the files that
# it holds or was installed from, and a little of each folder of the program.
# All test programs are built there; "make distcheck" runs all tests.
DISTCHECK_TESTS = tests/bootstrap.sh tests/check_doc.sh tests/cli.sh \
	tests/collate.sh tests/data_folder.sh tests/disclosure_schema.sh \
	tests/docs.sh tests/lists.sh tests/manual.sh tests/other_outputs.sh \
	tests/own_rows.sh tests/packaging.sh tests/profiles.sh \
	tests/recipes.sh tests/rules.sh tests/samples.sh tests/templates.sh
DISTCHECK_TESTS += fuzz/replay tests/test_account tests/test_base \
	tests/test_catalog tests/test_catalog_rows tests/test_charts \
	tests/test_fonts tests/test_language tests/test_source \
	tests/test_study tests/test_venue tests/test_write_text

distcheck-quick:
	$(MAKE) $(AM_MAKEFLAGS) distcheck TESTS='$(DISTCHECK_TESTS)'

.PHONY: check-sanitized distcheck-quick
