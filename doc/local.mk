# The manual: pages for man(1) and completions, made from the tables of the
# command line, the schemas and the texts in doc/man.

noinst_PROGRAMS += doc/make/reference
doc_make_reference_SOURCES = \
	doc/make/command_page.c \
	doc/make/completions.c \
	doc/make/disclosure_page.c \
	doc/make/page.c \
	doc/make/reference.c doc/make/reference.h \
	doc/make/study_page.c
doc_make_reference_LDADD = libwattleaf.a $(WATTLEAF_LIBS) -lm

noinst_PROGRAMS += doc/make/handbook
doc_make_handbook_SOURCES = \
	doc/make/grid.c doc/make/grid.h \
	doc/make/handbook.c \
	doc/make/mdoc.c doc/make/mdoc.h
doc_make_handbook_LDADD = libwattleaf.a $(WATTLEAF_LIBS) -lm

MANUAL_DATE = November 23, 2026

all-local: manual-stamp

manual-stamp: doc/make/reference$(EXEEXT) data-stamp always
	@if test ! -f $@ || test doc/make/reference$(EXEEXT) -nt $@ || \
	    test data-stamp -nt $@ || \
	    find $(srcdir)/doc/man -newer $@ | grep . >/dev/null; then \
		$(MAKE) $(AM_MAKEFLAGS) manual; \
	fi

manual: doc/make/reference$(EXEEXT) data-stamp
	$(AM_V_GEN)rm -rf manual.new && $(MKDIR_P) manual.new/man1 \
	    manual.new/man5 && \
	WATTLEAF_DATADIR='$(abs_builddir)/data' doc/make/reference$(EXEEXT) \
	    manual.new $(srcdir)/doc/man '$(MANUAL_DATE)' && \
	rm -rf manual && mv manual.new manual && touch manual-stamp

# The handbook in HTML, the manual's pages with it, by the writer of the
# reports.

all-local: handbook-stamp

handbook-stamp: doc/make/handbook$(EXEEXT) manual-stamp always
	@if test ! -f $@ || test doc/make/handbook$(EXEEXT) -nt $@ || \
	    test manual-stamp -nt $@ || \
	    find $(srcdir)/doc -name '*.md' -newer $@ | grep . >/dev/null; \
	then \
		$(MAKE) $(AM_MAKEFLAGS) handbook; \
	fi

handbook html-local: doc/make/handbook$(EXEEXT) manual-stamp
	$(AM_V_GEN)rm -rf handbook.new && $(MKDIR_P) handbook.new && \
	doc/make/handbook$(EXEEXT) handbook.new $(srcdir)/doc \
	    '$(PACKAGE_VERSION)' $(srcdir)/doc/*.md manual/man1/*.1 \
	    manual/man5/*.5 && \
	rm -rf handbook && mv handbook.new handbook && touch handbook-stamp

BASH_FOLDER = $(datadir)/bash-completion/completions
ZSH_FOLDER = $(datadir)/zsh/site-functions
FISH_FOLDER = $(datadir)/fish/vendor_completions.d

install-manual: manual-stamp handbook-stamp
	@for n in 1 5; do \
		d='$(DESTDIR)$(mandir)'/man$$n && $(MKDIR_P) "$$d" && \
		$(INSTALL_DATA) manual/man$$n/*.$$n "$$d" || exit 1; \
	done
	@$(MKDIR_P) '$(DESTDIR)$(docdir)/html'
	@$(INSTALL_DATA) handbook/*.html '$(DESTDIR)$(docdir)/html'
	@$(MKDIR_P) '$(DESTDIR)$(BASH_FOLDER)' '$(DESTDIR)$(ZSH_FOLDER)' \
	    '$(DESTDIR)$(FISH_FOLDER)'
	@$(INSTALL_DATA) manual/wattleaf.bash '$(DESTDIR)$(BASH_FOLDER)/wattleaf'
	@$(INSTALL_DATA) manual/_wattleaf '$(DESTDIR)$(ZSH_FOLDER)'
	@$(INSTALL_DATA) manual/wattleaf.fish '$(DESTDIR)$(FISH_FOLDER)'

uninstall-manual:
	rm -rf '$(DESTDIR)$(docdir)/html'
	cd '$(DESTDIR)$(mandir)' && \
	    rm -f man1/wattleaf.1 man1/wattleaf-*.1 man5/wattleaf-*.5
	rm -f '$(DESTDIR)$(BASH_FOLDER)/wattleaf' \
	    '$(DESTDIR)$(ZSH_FOLDER)/_wattleaf' \
	    '$(DESTDIR)$(FISH_FOLDER)/wattleaf.fish'

.PHONY: handbook install-manual manual uninstall-manual
