"""Zoe and Suki, supplier and client, and the jobs that came too late."""

from __future__ import annotations

from comity.demo.telling import Role, Tale, Telling
from comity.domain.rules import LeadTime

ZONE = "America/New_York"
MONDAY_TO_FRIDAY = tuple(range(5))


def tell(story: Telling) -> None:
    """A lead time holds, and Zoe's limit beside it; a job that does not fit and an offer of Suki's wait for Zoe."""
    zoe, suki = Role(part="zoe", name="Zoe"), Role(part="suki", name="Suki")
    _open(story, zoe, suki)
    _hear(story, zoe, suki)
    _agree(story, zoe, suki)
    _go_on(story, zoe, suki)


def _open(story: Telling, zoe: Role, suki: Role) -> None:
    story.on(38, "16:20")
    place = story.begin(
        zoe,
        relation="supplier",
        purpose="Good work, ready when it is needed",
        answer={
            "text": "A job that comes the day before it is due still takes me four days.",
            "feeling": "I sit up late, and what I send is not what I would like to show.",
        },
    )
    story.on(35, "11:10")
    story.join(
        suki,
        place,
        answer={
            "text": "My own clients call on the same day. I'm not sitting on the job, I've only just got it.",
            "feeling": "Each time it feels like begging, and I don't like to beg you.",
        },
    )


def _hear(story: Telling, zoe: Role, suki: Role) -> None:
    story.on(31, "10:05")
    story.listen(suki, zoe, "That late jobs cost you the evening, and that you would rather send me your best.")
    story.listen(zoe, suki, "That you don't hold jobs back. They reach you late, and asking me is hard.")


def _agree(story: Telling, zoe: Role, suki: Role) -> None:
    story.on(24, "15:30")
    five_days = LeadTime(
        days=5,
        weekdays=MONDAY_TO_FRIDAY,
        country="US",
        region="",
        cut_off=None,
        zone=ZONE,
        days_off_of=zoe.member,
    )
    lead_time = story.ask(
        zoe,
        suki,
        {
            "text": "Send each job five working days before it is due.",
            "because": "four days of work and one to look it over is what a good job takes",
            "not_meant": "you can't ask. You can, and I may say no",
        },
        rule=five_days,
    )
    limit = story.limit(zoe, suki, {"text": "Unless I have five working days, I hand the job back."})
    story.on(21, "09:40")
    story.yes(suki, lead_time, "Then I can tell my clients the same.")
    story.understood(suki, limit, "That is fair. I then do that one myself.")


def _go_on(story: Telling, zoe: Role, suki: Role) -> None:
    story.on(14, "14:15")
    answer = story.offer(zoe, suki, {"text": "I say on the same working day whether I take a job."})
    story.yes(suki, answer)
    story.on(10, "11:05")
    flyer = story.send(suki, zoe, "Spring flyer, two sides", days=9)
    story.takes(zoe, flyer, "With pleasure.")
    story.on(1, "16:20")
    story.send(suki, zoe, "A card for the door of the café", days=2, knowingly=True)
    story.on(1, "16:50")
    story.offer(
        suki,
        zoe,
        {
            "text": "I write on Monday by noon which jobs may come in the next two weeks.",
            "because": "then you can keep the days free, or tell me early that you can't",
            "sign": "a note with the title “Ahead”",
        },
        until=story.later(28),
    )


TALE = Tale(name="Zoe and Suki", parts=("zoe", "suki"), zone=ZONE, at_work=True, tell=tell)
