from kb.publish.nav import navigation


def test_pages_come_in_the_order_people_ask_then_the_rest_and_holdfast_itself_last():
    written = ["guide/index.md", "guide/tutorial/one.md", "guide/reference/keys.md", "about.md"]
    made = ["runbooks/index.md", "index.md", "glossary.md", "sources.md", "manual/index.md", "components/pay.md"]
    assert navigation([*made, *written], written) == [
        {"Home": "index.md"},
        {"Runbooks": "runbooks/index.md"},
        {"Sources": "sources.md"},
        "about.md",
        {
            "About Holdfast": [
                "guide/index.md",
                {"Tutorial": ["guide/tutorial/one.md"]},
                {"Reference": ["guide/reference/keys.md"]},
                {"Glossary": "glossary.md"},
                {"Manual": "manual/index.md"},
            ]
        },
    ]


def test_what_is_not_there_is_not_named():
    assert navigation([], []) == []
