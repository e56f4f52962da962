"""What the rules refuse, as sentences: what is so now, and what can be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, Promise] = {
    # words
    "empty": _("There are no words here yet."),
    "too_much": _("Altogether this is too much for one page. Shorten some of it."),
    "unprintable": _("It held a character that nobody can see. That is taken out now; go on if the rest is right."),
    "orders_the_other": _("A limit says what you do yourself: “If …, I will …”. This asks something of the other."),
    "rests": _(
        "This was asked before, and the answer was no. It rests until %(until)s, or until you put it differently."
    ),
    # days and times
    "bad_date": _("That day does not fit. Choose another."),
    "time_unknown": _("A time is written as 08:30."),
    "zone_unknown": _("This time zone is not known here. Choose another."),
    "country_unknown": _("This country or region is not known here. Choose another."),
    "rule_impossible": _("Nobody could keep to this: look at the days and times once more."),
    "too_many_rules": _("At most %(most)s rules stand beside one wording. Leave one out."),
    "trial_over": _("The try ended on %(until)s."),
    "has_an_end": _("This ends by itself on %(until)s."),
    "later_twice": _("It has been put off twice already. Please answer yes, no, or another way."),
    # what has changed meanwhile
    "changed_meanwhile": _("The wording has changed since you opened this page. Please read it as it stands now."),
    "no_longer_open": _("This is no longer open to an answer. Please look at how it stands now."),
    "already_said": _("You have said so already. Nothing has changed."),
    "already_open": _("This has opened already. Nothing can be folded into it any more."),
    "already_begun": _("This has begun already."),
    "already_in": _("You take part here already."),
    "already_called": _("A look back has been called already. Nothing was done twice."),
    "call_closed": _("This look back is over already."),
    "already_paused": _("You have paused already."),
    "not_leaving": _("You have set no day for leaving."),
    "not_paused": _("You have not paused."),
    "paused": _("You have paused. Come back first, then go on."),
    "member_paused": _("One of you has paused. This waits until they are back."),
    "not_folded": _("There is nothing of yours folded here."),
    "not_open": _("This has not opened yet."),
    "not_bound": _("You have not agreed to this, so there is nothing to take back."),
    "no_yes_to_take_back": _("There is no yes of yours here to take back."),
    "double": _("This has been done already. Nothing was done twice."),
    # whose it is
    "not_yours": _("Only the one whose words these are can do that."),
    "own_answer": _("These are your own words. The others answer them."),
    "owner_only": _("Only the one who wrote it can do that."),
    "not_asked": _("This was not asked of you."),
    "answer_first": _("Fold your own answer first. Then this opens for you."),
    "others_first": _("The others answer this first. There is nothing to do."),
    "guide_never_agrees": _("Whoever accompanies you never agrees for anyone."),
    "named_twice": _("Somebody is named twice."),
    "wrong_names": _("It is not said yet whom this is for."),
    "only_shared_opens": _("Only what you all do can be open to others."),
    # coming in
    "invitation_gone": _("This link leads nowhere any more. Please ask for a new one."),
    "invitation_used": _("This link has been used. Please ask for a new one."),
    "invitation_run_out": _("This link ran out on %(on)s. Please ask for a new one."),
    "not_admitted_yet": _("Everyone here says yes to a newcomer first. That has not happened yet."),
    "full": _("There is room for %(most)s here, and all places are taken."),
    "only_one_left": _("There is nobody else here to agree with."),
}
"""By code; `control` and `too_long` are put together in `wording`."""
