"""Tom and Sarah, who moved in together, and the first cup of the morning."""

from __future__ import annotations

from comity.demo.telling import Role, Tale, Telling
from comity.domain.consents import Withdraw
from comity.domain.rules import QuietWindow

ZONE = "Europe/London"
EVERY_DAY = tuple(range(7))


def tell(story: Telling) -> None:
    """They are trying it: heard both ways, a quiet first cup, and more that came of it."""
    sarah, tom = Role(part="sarah", name="Sarah"), Role(part="tom", name="Tom")
    _open(story, sarah, tom)
    _hear(story, sarah, tom)
    _try(story, sarah, tom)
    _go_on(story, sarah, tom)


def _open(story: Telling, sarah: Role, tom: Role) -> None:
    story.on(12, "21:05")
    place = story.begin(
        sarah,
        relation="couple",
        purpose="A home where mornings are easy",
        answer={
            "text": "I don't like to talk in the morning, at least not until I've had my coffee.",
            "feeling": "I'm not awake yet. Words feel like noise, I get short with you, and then I'm sorry.",
        },
    )
    story.on(11, "12:40")
    wish = "Mornings are when I have things to tell you. When you turn away I think I did something wrong."
    story.join(tom, place, answer={"text": wish})


def _hear(story: Telling, sarah: Role, tom: Role) -> None:
    story.on(10, "19:30")
    story.listen(tom, sarah, "That it isn't me. The morning is too loud for you until the first cup is empty.")
    story.listen(sarah, tom)


def _try(story: Telling, sarah: Role, tom: Role) -> None:
    story.on(6, "18:10")
    quiet = QuietWindow(owner=sarah.member, weekdays=EVERY_DAY, start="07:00", end="08:30", zone=ZONE)
    request = story.ask(
        sarah,
        tom,
        {
            "text": "Let the first cup come before the talk.",
            "because": "I'm not awake yet, and words feel like noise",
            "sign": "my cup is empty and I come over",
            "not_meant": "I'm cross, or that I don't want you there",
            "watch": "that the first hour is easier for both of us",
        },
        until=story.later(14),
        rule=quiet,
    )
    offer = story.offer(sarah, tom, {"text": "I come and find you when my cup is empty. Ten minutes that are ours."})
    story.on(6, "18:45")
    story.yes(tom, request, "I'd like to know it isn't me. This way I do.")
    story.yes(tom, offer)


def _go_on(story: Telling, sarah: Role, tom: Role) -> None:
    story.on(5, "20:15")
    music = story.offer(tom, sarah, {"text": "I put music on at seven, softly, so that you wake to it."})
    visitors = story.share(tom, sarah, {"text": "Say so the day before when somebody is coming round."})
    story.yes(sarah, music)
    story.yes(sarah, visitors)
    story.on(3, "19:20")
    story.tell(sarah, Withdraw(term=music))
    limit = story.limit(tom, sarah, {"text": "If we still argue at eleven, I go to bed, and we go on at breakfast."})
    story.understood(sarah, limit)
    story.on(1, "19:05")
    story.ask(
        tom,
        sarah,
        {
            "text": "Put a hand on my shoulder when you pass me with your cup.",
            "because": "when you turn away I think I did something wrong",
            "sign": "your hand, and no word needed",
            "not_meant": "you have to stay or talk",
        },
        until=story.later(14),
    )


TALE = Tale(name="Tom and Sarah", parts=("sarah", "tom"), zone=ZONE, tell=tell)
