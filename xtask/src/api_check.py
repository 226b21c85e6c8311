"""What schemathesis is told about Rater's API beyond the document.

Used by `cargo xtask api`. A key for safe repetition is used once. And where the document calls a request right, the server
may refuse it for a rule that no schema can say, but never for its form.
"""

import os
import re
import uuid

import schemathesis


def sentences():
    """How the server says that something has the wrong form, as far as the sentence is always the same."""
    with open(os.environ["RATER_API_WORDS"], encoding="utf-8") as words:
        found = re.findall(r"^api-field-[a-z-]+ = ([^{\n]+)", words.read(), re.MULTILINE)
    starts = [sentence.strip() for sentence in found]
    if len(starts) < 8:
        raise RuntimeError(f"the sentences about form are not where they were: {starts}")
    return tuple(starts)


OF_FORM = sentences()


@schemathesis.hook
def before_call(context, case, kwargs):
    data = case.meta.phase.data if case.meta else None
    if getattr(data, "scenario", None) is not None:
        # Cases of the coverage phase are what they are: an edit would make them another.
        return
    headers = case.headers or {}
    for name in list(headers):
        if name.lower() == "idempotency-key" and re.fullmatch(r"[!-~]{1,255}", str(headers[name])):
            headers[name] = str(uuid.uuid4())


@schemathesis.check
def what_the_document_allows_has_the_right_form(context, response, case):
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if isinstance(case.body, (int, float, str, list)):
        # Every body is an object. For a text of half a million characters, 0 is made up and called right.
        return
    if response.status_code == 422:
        told = [error["detail"] for error in response.json().get("errors", [])]
        wrong = [sentence for sentence in told if sentence.startswith(OF_FORM)]
    elif response.status_code == 400:
        # No schema says that a text is without U+0000; whoever writes it is told so.
        told = response.json()["detail"]
        wrong = [] if "U+0000" in told else [told]
    else:
        return
    if wrong:
        raise AssertionError(f"the document allows this, and the server says: {wrong}")
