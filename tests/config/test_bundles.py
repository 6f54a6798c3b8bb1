"""Small files put together: what is in them, in which order, and what is refused."""

import pytest

from config.bundles import CannotBundle, entries, script, sheet

SCRIPTS = {
    "js/page/main.js": '/* The page. */\n\nimport "./a.js";\nimport { b, more } from "./b.js";\n\nb(more);\n',
    "js/page/a.js": 'import { b } from "./b.js";\n\n// Says so.\nb("a");\n',
    "js/page/b.js": 'import { deep } from "../deep.js";\nexport function b() {}\nexport const more = deep; // kept\nconst own = 1;\n',
    "js/deep.js": "export class deep {}\nexport async function slow() {\n  await 1;\n}\n",
}


def reading(files):
    return files.__getitem__


def test_modules_come_once_each_in_the_order_in_which_they_are_run():
    assert (
        script("js/page/main.js", reading(SCRIPTS))
        == """\
(() => {
const [deep, slow] = (() => {
class deep {}
async function slow() {
  await 1;
}
return [deep, slow];
})();
const [b, more] = (() => {
function b() {}
const more = deep; // kept
const own = 1;
return [b, more];
})();
(() => {

b("a");
})();
(() => {


b(more);
})();
})();
"""
    )


def test_pages_load_what_no_other_script_imports():
    assert entries(SCRIPTS, reading(SCRIPTS)) == ["js/page/main.js"]


@pytest.mark.parametrize(
    "line",
    [
        'export { x } from "./y.js";',
        "export default 1;",
        "export let x = 1;",
        'import * as y from "./y.js";',
        'import { y } from "package";',
        'const y = await import("./y.js");',
        "const here = import.meta.url;",
        "await something;",
        "const text = `one",
    ],
)
def test_what_would_mean_something_else_in_one_file_is_refused(line):
    files = {"js/main.js": 'import "./x.js";\n', "js/x.js": f"{line}\n"}

    with pytest.raises(CannotBundle, match=r"js/x\.js"):
        script("js/main.js", reading(files))


def test_two_modules_may_not_export_under_one_name():
    files = {
        "js/main.js": 'import { x } from "./x.js";\nimport { y } from "./y.js";\n',
        "js/x.js": "export const x = 1;\n",
        "js/y.js": "export const y = 2;\nexport const x = 3;\n",
    }

    with pytest.raises(CannotBundle, match=r"js/y\.js: js/x\.js exports something called x, too"):
        script("js/main.js", reading(files))


@pytest.mark.parametrize("names", ["z", "x as z"])
def test_what_a_module_does_not_export_cannot_be_imported(names):
    files = {
        "js/main.js": f'import {{ {names} }} from "./x.js";\n',
        "js/x.js": "export const x = 1;\n",
    }

    with pytest.raises(
        CannotBundle, match=rf"js/main\.js: \./x\.js exports nothing called {names}"
    ):
        script("js/main.js", reading(files))


def test_modules_that_import_one_another_are_refused():
    files = {"js/a.js": 'import "./b.js";\n', "js/b.js": 'import "./a.js";\n'}

    with pytest.raises(CannotBundle, match="imports itself"):
        script("js/a.js", reading(files))


def test_a_sheet_has_those_that_it_imports_in_their_places():
    files = {
        "css/site.css": '/* All. */\n@import "tokens.css";\n@import "ui/page.css";\np { color: red }\n',
        "css/tokens.css": ":root { --ink: #111 }\n",
        "css/ui/page.css": '/* Pages. */\nb { background: url("data:image/png;x") }\n',
    }

    assert (
        sheet("css/site.css", reading(files))
        == ':root { --ink: #111 }\nb { background: url("data:image/png;x") }\np { color: red }\n'
    )


@pytest.mark.parametrize("line", ['@import url("x.css");', "a { background: url(x.png) }"])
def test_a_sheet_that_looks_for_files_beside_it_is_not_imported(line):
    files = {"css/site.css": '@import "a.css";\n', "css/a.css": f"{line}\n"}

    with pytest.raises(CannotBundle, match=r"css/a\.css"):
        sheet("css/site.css", reading(files))
