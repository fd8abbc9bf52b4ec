"""Can the page be used by everybody: by keys alone, read aloud, on a phone, in the dark, on paper?"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.self_check.browser import Seen, seen

pytestmark = pytest.mark.ci
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}


def keys(check: Seen, *pressed: str) -> None:
    for key in pressed:
        check.page.keyboard.press(key)


def focused(check: Seen) -> str:
    return str(check.page.evaluate("() => document.activeElement.id"))


def tab_to(check: Seen, id: str) -> None:
    for _ in range(40):
        if focused(check) == id:
            return
        keys(check, "Tab")
    raise AssertionError(id)


def test_it_is_used_by_keys_alone(check: Seen):
    tab_to(check, "setting")
    check.page.keyboard.type("child")
    keys(check, "Tab")
    assert focused(check) == "experience"
    check.page.keyboard.type("2")
    keys(check, "Tab")
    check.page.keyboard.type("75")
    tab_to(check, "show")
    keys(check, "Enter")
    assert focused(check) == "result-title"
    keys(check, "Tab", "Space", "ArrowDown")
    assert check.said("told")[0] == "The one word to tell: lighter"
    keys(check, "Tab", "Enter")
    assert focused(check) == "setting"
    assert check.page.input_value("#experience") == ""


def test_enter_in_a_field_shows_the_range(check: Seen):
    check.fill(setting="child-welfare", experience=3)
    check.page.press("#experience", "Enter")
    assert check.page.locator("#outcome").is_visible()


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("setting", "", "Please choose your field of work"),
        ("experience", "many", "Please write a number"),
        ("experience", "61", "This can be 0 to 60."),
        ("indirect_dose", "-1", "Please write a number"),
        ("emotional_support", "1", "This can be 2 to 8."),
        ("organisational_practice", "200.5", "This can be 0 to 200."),
        ("total", "", "Please write its total"),
        ("total", "47.5", "A total is a whole number."),
        ("total", "16", "This can be 17 to 85."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_shows_no_range(
    check: Seen, field: str, typed: str, says: str
):
    check.fill(setting="child-welfare", screener="stss")
    check.fill(**{"total": "47", field: typed})
    check.page.click("#show")
    assert check.page.locator(f"#{field}-wrong").inner_text().startswith(says)
    assert check.page.locator("[aria-invalid=true]").count() == 1
    assert focused(check) == field
    assert not check.page.locator("#outcome").is_visible()
    check.page.locator(".clear").first.click()
    assert check.page.locator("[aria-invalid=true]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 390])
def test_axe_finds_nothing_against_it(browser: Browser, file_address: str, width: int, scheme: str):
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    with seen(browser, file_address, **options) as found:
        for state in ("fresh", "refused", "shown"):
            if state == "refused":
                found.page.click("#show")
            if state == "shown":
                found.fill(setting="child-welfare", indirect_dose=80)
                found.page.click("#show")
                found.page.get_by_label("rest:").check()
            result = Axe().run(found.page, options={"runOnly": LEVELS})
            assert result.response["violations"] == [], (state, result.generate_report())
            assert len(result.response["passes"]) > 20


def test_it_fits_a_phone_without_scrolling_sideways(browser: Browser, file_address: str):
    with seen(browser, file_address, viewport=PHONE) as found:
        found.fill(setting="child-welfare")
        found.page.click("#show")
        assert found.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
        small = found.page.eval_on_selector_all(
            "button, select, input[type=text]",
            "all => all.filter(e => e.offsetParent && e.offsetHeight < 40).map(e => e.id)",
        )
        assert small == []


def test_on_paper_there_are_no_buttons_and_the_choice_is_there(check: Seen):
    check.fill(setting="child-welfare")
    check.page.click("#show")
    check.page.get_by_label("usual:").check()
    check.page.emulate_media(media="print")
    assert not any(button.is_visible() for button in check.page.locator("button").all())
    assert check.page.get_by_text("The one word to tell: usual").is_visible()
    white = check.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert white == "rgb(255, 255, 255)"
    pages = check.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 2 <= pages <= 4


def test_without_scripts_it_says_what_is_missing(browser: Browser, file_address: str):
    with seen(browser, file_address, java_script_enabled=False) as found:
        assert found.page.get_by_text("This page needs scripts").is_visible()
        assert found.page.get_by_role("heading", name="Free help lines").is_visible()


def test_the_file_offers_no_download_of_itself(check: Seen):
    assert not check.page.locator("#keep").is_visible()
