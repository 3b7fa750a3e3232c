from kb.publish.nav import navigation


def test_pages_come_in_the_order_people_ask_then_the_guide_then_the_rest():
    written = ["guide/index.md", "guide/tutorial/one.md", "guide/reference/keys.md", "about.md"]
    assert navigation(["runbooks/index.md", "index.md", "glossary.md", "components/pay.md", *written], written) == [
        {"Home": "index.md"},
        {"Runbooks": "runbooks/index.md"},
        {"Words": [{"Glossary": "glossary.md"}]},
        {
            "Guide": [
                "guide/index.md",
                {"Tutorial": ["guide/tutorial/one.md"]},
                {"Reference": ["guide/reference/keys.md"]},
            ]
        },
        "about.md",
    ]


def test_what_is_not_there_is_not_named():
    assert navigation([], []) == []
