/*
 * Disclosures of strangers: as the page of what they state.
 */
#include "base/diag.h"
#include "base/json.h"
#include "fuzz/document.h"
#include "fuzz/kinds.h"
#include "restate/restate.h"

static const char *const templates[] = { "templates/appendix.md",
	"templates/disclosure.md", "templates/model-card.md" };

void
fuzz_page(const struct fuzz_input *input)
{
	struct restated restated;
	struct json *root = json_read(input->bytes,
	    (struct pos){ "disclosure.json", 1, 1 }, input->diags);

	if (root == NULL)
		return;
	if (restate_is_ours(root) &&
	    restate(root, input->bytes, "disclosure.json", fuzz_catalog(),
		input->arena, input->diags, &restated))
		fuzz_document(input, restated.account,
		    fuzz_data(templates[input->bytes.n % 3]),
		    restated.disclosure);
	json_free(root);
}
