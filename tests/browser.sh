#!/bin/sh
# The page of a comparison in a real browser: nothing is fetched, the table
# sorts, dark colours apply, nothing runs over on a narrow phone. TAP; skipped
# where no Chromium is.
set -u
# shellcheck source=tests/tests.sh
. "$WATTLEAF_SRCDIR/tests/tests.sh"

if ! command -v chromium >/dev/null 2>&1; then
	skip "the page in a browser" "chromium is not installed"
	done_testing
fi

"$WATTLEAF" compare transformer-big bert-base gpt-2 nas gpt-3 -q -o page

# The page in a frame as wide as a narrow phone, or wider; what is found in
# it is text of the outer page.
cat >frame.html <<'END'
<!DOCTYPE html>
<title>frame</title>
<iframe id="frame" style="width:WIDTHpx;height:900px;border:0"></iframe>
<pre id="found"></pre>
<script>
var frame = document.getElementById("frame"), out = {};
frame.onload = function () {
  var page = frame.contentDocument, view = frame.contentWindow;
  var shown = function (e) { return view.getComputedStyle(e).display !== "none"; };
  var names = function () {
    return Array.from(page.querySelectorAll("tbody th")).map(function (th) {
      return th.firstChild.textContent.trim();
    });
  };
  var head = function (text) {
    return Array.from(page.querySelectorAll("thead button")).find(function (b) {
      return b.textContent.startsWith(text);
    });
  };
  out.title = page.title;
  out.fetched = view.performance.getEntriesByType("resource").length;
  out.dark = view.matchMedia("(prefers-color-scheme: dark)").matches;
  out.page = view.getComputedStyle(page.body).backgroundColor;
  out.ink = view.getComputedStyle(page.querySelector("td")).color;
  out.wide = shown(page.querySelector("svg.wide"));
  out.narrow = shown(page.querySelector("svg.narrow"));
  out.mark = view.getComputedStyle(page.querySelector("svg.wide circle")).fill;
  out.label = view.getComputedStyle(page.querySelector("svg.wide text")).fill;
  out.over = page.documentElement.scrollWidth - page.documentElement.clientWidth;
  out.first = names();
  head("CO").click();
  out.down = names();
  out.sort = page.querySelector("[aria-sort]").getAttribute("aria-sort");
  head("CO").click();
  out.up = names();
  head("Model").click();
  out.words = names();
  out.sorts = page.querySelectorAll("[aria-sort]").length;
  document.getElementById("found").textContent = JSON.stringify(out);
};
frame.src = "page/comparison.html";
</script>
END

# look WIDTH SCHEME: 0 is dark, 1 light; what is found is in found.json
look()
{
	sed "s/WIDTH/$1/" frame.html >"frame-$1.html"
	timeout 120 chromium --headless=new --no-sandbox --disable-gpu \
	    --disable-background-networking --no-first-run \
	    --user-data-dir="$PWD/profile" --allow-file-access-from-files \
	    --blink-settings="preferredColorScheme=$2" \
	    --log-net-log="$PWD/net.json" --window-size=1400,1000 \
	    --virtual-time-budget=8000 --dump-dom \
	    "file://$PWD/frame-$1.html" >dom.html 2>browser.log
	sed -n 's/.*<pre id="found">\(.*\)<\/pre>.*/\1/p' dom.html >found.json
	[ -s found.json ] || { tail -n 5 browser.log; cat dom.html; return 1; }
	cat found.json
}

# found EXPRESSION: of what was found, as f
found()
{
	python3 -c 'import json, sys
f = json.load(open("found.json"))
print(f)
sys.exit(not eval(sys.argv[1]))' "$1"
}

ok "the page opens from disk" look 1280 1
ok "with its title" found 'f["title"] == "Emissions of models, compared"'
ok "and fetches nothing" found 'f["fetched"] == 0'
ok "it is light" found 'not f["dark"] and f["page"] == "rgb(255, 255, 255)"'
ok "the wide chart is shown" found 'f["wide"] and not f["narrow"]'
ok "nothing runs over" found 'f["over"] <= 0'
ok "the table is in the order of the words" found \
	'f["first"][:2] == ["Transformer", "BERT"]'
# 552.1 t, 626,155 lb, 7,096 lb, 1,438 lb, 192 lb, not published
ok "it sorts, the heaviest first" found \
	'f["down"] == ["GPT-3 175B", "NAS", "NAS as it ran", "BERT", "Transformer", "GPT-2"] and f["sort"] == "descending"'
ok "and the lightest, with what is not known last" found \
	'f["up"] == ["Transformer", "BERT", "NAS as it ran", "NAS", "GPT-3 175B", "GPT-2"]'
ok "and by name, by one column at a time" found \
	'f["words"][0] == "BERT" and f["words"][-1] == "Transformer" and f["sorts"] == 1'

cat >net.py <<'END'
# No host of the page's links, and none that a browser does not ask by itself.
import json, re
text = open("net.json").read()
asked = set(re.findall(r'"url":\s*"(https?://[^"/]+)', text))
asked = {u for u in asked if not re.search(
    r"(google|gstatic|googleapis|gvt1)\.com(:\d+)?$", u)}
print(asked)
assert not asked
for host in "aclanthology.org", "arxiv.org", "w3.org":
    assert not re.search(r'"host":\s*"[^"]*%s' % host, text), host
END
ok "no host was asked" python3 net.py

ok "for who prefers it dark" look 1280 0
ok "the page is" found 'f["dark"] and f["page"] == "rgb(20, 23, 28)"'
ok "its text light" found 'f["ink"] == "rgb(233, 234, 236)"'
ok "and the chart's marks and labels too" found \
	'f["mark"] == "rgb(86, 180, 233)" and f["label"] not in ("rgb(0, 0, 0)", "")'

ok "on a narrow phone" look 360 1
ok "nothing runs over" found 'f["over"] <= 0'
ok "the chart is the narrow one" found 'f["narrow"] and not f["wide"]'

# A picture by itself, as a page shows it.
ok "the picture alone, dark" sh -c 'timeout 120 chromium --headless=new \
	--no-sandbox --disable-gpu --hide-scrollbars \
	--user-data-dir="$PWD/profile" --blink-settings=preferredColorScheme=0 \
	--window-size=760,330 --screenshot="$PWD/dark.png" \
	"file://$PWD/page/chart.svg" 2>browser.log; [ -s dark.png ]'
if python3 -c 'import PIL' 2>/dev/null; then
	ok "its ground is" python3 -c 'from PIL import Image
assert Image.open("dark.png").convert("RGB").getpixel((3, 3)) == (20, 23, 28)'
else
	skip "its ground is" "python3-pil is not installed"
fi
done_testing
