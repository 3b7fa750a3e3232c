"""What an event stands on as the files declare it."""

from kb import testing
from kb.analyses.readiness.closure import closure_of

FILES = {
    "events/show.yml": "entry: [web, room]\n",
    "runbooks/switch.md": "---\ncovers: [{from: room, to: relay}, {from: room, to: login}]\n---\n",
    "runbooks/move.md": "---\ncovers: [{from: room, to: relay}]\n---\n",
    "architecture/a.yml": "vendors: {cloud: {}}\n"
    "services:\n"
    "  web: {needs: [room], uses: [chat]}\n"
    "  room: {needs: [{to: relay, fallback: spare}, {to: login, fallback: none}], runs_on: [cluster], built_on: [old]}\n"
    "  relay: {needs: [room]}\n"
    "  spare: {needs: []}\n"
    "  login: {runs_on: [cluster]}\n"
    "  old: {}\n"
    "  chat: {}\n"
    "  other: {needs: [web]}\n"
    "platforms: {cluster: {needs: [cloud], runs_on: [cloud]}}\n",
}
CLOSURE = {
    "cluster": ("cloud",),
    "login": ("cluster",),
    "old": (),
    "relay": ("room",),
    "room": ("cluster", "login", "old", "relay or spare by move and switch"),
    "show": ("room", "web"),
    "spare": (),
    "web": ("room",),
}


def test_hard_edges_and_fallbacks_are_followed_from_the_entry_once_each():
    base = testing.read(FILES).base
    assert closure_of(base, base.events["show"]) == CLOSURE
    assert list(closure_of(base, base.events["show"])) == sorted(CLOSURE)


def test_an_event_without_entry_stands_on_nothing_that_is_written():
    base = testing.read(FILES | {"events/show.yml": "title: Show\n"}).base
    assert closure_of(base, base.events["show"]) == {"show": ()}
