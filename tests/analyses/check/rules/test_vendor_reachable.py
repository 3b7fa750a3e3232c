from kb.testing import check


def messages(vendor):
    files = {
        "architecture/a.yml": f"vendors: {{cards: {vendor}}}\nservices: {{pay: {{needs: [cards]}}, web: {{uses: [cards]}}}}\n"
    }
    return [found.message for found in check("vendor-reachable", files)]


def test_it_says_how_much_stands_on_the_vendor():
    assert messages("{}") == ["how to reach the vendor `cards` is not written, and 2 components stand on it"]


def test_none_remains_a_finding():
    assert len(messages("{contact: none}")) == 1


def test_a_contact_is_enough():
    assert messages("{contact: [{kind: mail, to: help@example.com}]}") == []


def test_a_vendor_nobody_uses():
    (found,) = check("vendor-reachable", {"architecture/a.yml": "vendors: {cards: {}}\n"})
    assert found.message.endswith("is not written")
