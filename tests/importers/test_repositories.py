"""Services nobody named: by the folders they usually lie in, by who owns a folder, or by the repository."""

from kb import testing
from kb.importers._repositories import owned_folders, services


def mined(*paths, name="repo"):
    return {"name": name, "head": "0" * 40, "files": dict.fromkeys(paths, False)}


def told(found):
    return {item.id: item.value for item in found if item.key == "paths"} or {item.id for item in found}


def test_folders_of_services_come_first_then_those_with_owners_then_the_repository():
    owned = {"repo": ["shop/", "mail/"]}
    both = ["services/a/x.py", "services/b/x.py", "shop/x.py", "mail/x.py"]
    assert told(services([mined(*both)], owned)) == {"a": "services/a/", "b": "services/b/"}
    assert told(services([mined("shop/x.py", "mail/x.py")], owned)) == {"shop": "shop/", "mail": "mail/"}
    assert told(services([mined("shop/x.py")], owned)) == {"repo"}
    assert told(services([mined("shop/x.py", "mail/x.py")], {})) == {"repo"}


def test_a_folder_without_source_code_for_tests_hidden_or_deep_is_no_service():
    paths = ["shop/x.py", "docs/x.md", "tests/x.py", ".ci/x.py", "a/b/x.py", "a/b/c/x.py"]
    owned = {"repo": ["shop/", "docs/", "tests/", ".ci/", "a/b/", "a/b/c/", "gone/"]}
    assert told(services([mined(*paths)], owned)) == {"b": "a/b/", "shop": "shop/"}


def test_only_a_rule_on_one_folder_gives_it_an_owner_of_its_own(tmp_path):
    text = "* @all\n/shop/ @a\nmail/** @b\nlibs/*/x @c\n/free/\n*.py @d\nMakefile @e\ncart/* a@b.org\n"
    root = testing.tree(tmp_path, {".github/CODEOWNERS": text})
    assert owned_folders({"repo": root}) == {"repo": ["shop/", "mail/", "cart/"]}
