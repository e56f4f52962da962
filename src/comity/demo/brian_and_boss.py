"""Brian and his boss, months into the job, and a try that is nearly over."""

from __future__ import annotations

from comity.demo.telling import Role, Tale, Telling

ZONE = "Europe/Berlin"
FOUR_WEEKS = 28


def tell(story: Telling) -> None:
    """They tried room to work for four weeks; in a few days both look back."""
    brian, boss = Role(part="brian", name="Brian"), Role(part="boss", name="Brian's boss")
    _open(story, brian, boss)
    _hear(story, brian, boss)
    _try(story, brian, boss)


def _open(story: Telling, brian: Role, boss: Role) -> None:
    story.on(45, "16:30")
    place = story.begin(
        brian,
        relation="report",
        purpose="Good work, on the day that was promised",
        answer={
            "text": "I do my best work when I'm given space.",
            "feeling": "When I'm asked each day how far I am, I begin to work for the asking.",
        },
    )
    story.on(41, "08:50")
    story.join(
        boss,
        place,
        answer={
            "text": "I stand for our dates to people whom you never meet. I'd like to hear of trouble before they do.",
            "feeling": "When it is quiet I don't know whether all is well. So I ask.",
        },
    )


def _hear(story: Telling, brian: Role, boss: Role) -> None:
    story.on(37, "09:15")
    story.listen(boss, brian, "That my asking breaks into the work, and that you keep your dates better without it.")
    story.listen(brian, boss, "That you ask because you don't know, and you want no surprises.")


def _try(story: Telling, brian: Role, boss: Role) -> None:
    story.on(27, "10:20")
    room = story.ask(
        brian,
        boss,
        {
            "text": "Give me room to work: I plan my own weeks, and come when I need something.",
            "because": "I do my best work when I'm given space",
        },
    )
    early = story.ask(
        boss,
        brian,
        {
            "text": "Say so on the same day when a date is in doubt.",
            "because": "early I can still move something",
            "not_meant": "you did something wrong",
        },
    )
    story.on(24, "11:35")
    trial = {
        "text": "Room to work: no asking in between. A note on Friday says where things stand.",
        "because": "I'd like to see how it goes before it is for good",
        "sign": "the note is there on Friday before lunch",
        "not_meant": "I have lost interest in what you do",
        "watch": "were the dates kept, was anybody surprised",
    }
    story.another_way(boss, room, trial, until=story.later(FOUR_WEEKS))
    story.yes(brian, room, "Four weeks are a fair try.")
    story.yes(brian, early)


TALE = Tale(name="Brian and his boss", parts=("brian", "boss"), zone=ZONE, at_work=True, tell=tell)
