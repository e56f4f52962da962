"""What the rules refuse, as sentences: what is so now, and what can be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_HERE = _("There is nothing here that you take part in. Check the address, or ask for a link.")
"""The same for whoever is not in it and where there is nothing: it tells nobody which."""

REFUSALS: dict[str, Promise] = {
    # words
    "empty": _("There are no words here yet. Write some, and go on."),
    "too_much": _("Altogether this is too much for one page. Shorten some of it."),
    "unprintable": _("It held a character that nobody can see. Go on without it if the rest is right."),
    "malformed": _("Something in this cannot be kept as it was sent. Load the page anew, and send it once more."),
    "orders_the_other": _(
        "A limit says what you do yourself: “If …, I will …”. This asks something of the other."
        " Say what you would do, or ask for it instead."
    ),
    "rests": _("This was asked before, and the answer was no. Let it rest until %(until)s, or put it in other words."),
    # rules and times
    "time_unknown": _("A time is written as 08:30. Give the hour, from 00 to 23, and the minutes."),
    "zone_unknown": _("This time zone is not known here. Choose another, by a large city near you."),
    "country_unknown/country": _(
        "The public holidays of this country are not known here. Choose another country, or none."
    ),
    "country_unknown/region": _(
        "The public holidays of this region are not known here. Choose another region, or the whole country."
    ),
    "rule_impossible/weekdays": _(
        "It is not clear on which days of the week this is so. Choose at least one, and each only once."
    ),
    "rule_impossible/days": _("There are from 1 to %(limit)s working days between. Choose how many."),
    "rule_impossible/end": _(
        "This quiet would never begin, or never end. Choose another time for its end, or leave out a day of the week."
    ),
    "too_many_rules": _("At most %(most)s rules stand beside one wording. Leave one out."),
    # days
    "trial_over": _("The try ended on %(until)s, before all of you had said yes. Ask again, with a later last day."),
    "has_an_end": _("This ends by itself on %(until)s. You can look back on it at any time until then."),
    "later_twice": _("It has been put off twice already. Please answer yes, no, or another way."),
    "already_called": _("A look back has been called already. Say yours by %(on)s."),
    "call_closed": _("This look back closed on %(on)s. Call another if you want one."),
    # what has changed meanwhile
    "changed_meanwhile": _("The wording has changed since you opened this page. Please read it as it stands now."),
    "no_longer_open": _("This is no longer open to an answer. Please look at how it stands now."),
    "already_said": _("You have said so already, and nothing has changed. There is no need to say it again."),
    "already_open": _("Your answer to this is open already, and stays as it is. Go on from there."),
    "already_begun": _("This has begun already. Load the page anew to see it."),
    "already_in": _("You take part here already. Go on where you were."),
    "already_paused": _("You have paused already. Come back whenever you like."),
    "not_leaving": _("You have set no day for leaving. Stay as you are, or set one."),
    "not_paused": _("You have not paused. Go on where you were."),
    "paused": _("You have paused. Come back first, then go on."),
    "member_paused": _("Somebody named here has paused. Wait for the end of the pause, or leave out the name."),
    "not_folded": _("There is nothing of yours folded here. Load the page anew to see how it stands."),
    "not_open": _("There are no open words here to talk about. Load the page anew to see how it stands."),
    "not_bound": _("This does not hold for you now, so there is nothing for you to look back on."),
    "no_yes_to_take_back": _("There is no yes of yours here to take back. Load the page anew to see how it stands."),
    "double": _(
        "This has been done already. Nothing was done twice. Load the page anew before you send something else."
    ),
    # whose it is
    "not_yours": _("Only the one who wrote this can take it back. You can answer it."),
    "own_answer": _("These are your own words. The others say what they heard, and you answer that."),
    "owner_only": _("Only the one whose limit this is can do that. You can answer “Understood” or “Let's talk”."),
    "not_asked": _("This was not asked of you. There is nothing that you have to do."),
    "answer_first": _("Fold your own answer first. Then this opens for you."),
    "others_first": _("The others say their yes to this before you do. You can say no or another way at any time."),
    "guide_never_agrees": _("You are here to help the others, and agree to nothing for them. Leave this to them."),
    "named_twice": _("Somebody is named twice. Name each of you once."),
    "not_a_party": _("Somebody named here does not take part. Choose among those who are here now."),
    "wrong_names": _("The names do not fit what this is. Choose once more whom it is for."),
    "only_shared_opens": _("Only what you all do can be open to others. Keep it between those you named."),
    "kind_fixed": _("Other words cannot turn this into another kind of thing. Say no to it, and ask anew."),
    # what is asked once
    "due_past": _("That moment is past. Choose one that lies ahead."),
    "due_too_far": _("That is more than two years ahead. Choose a day until %(latest)s."),
    "due_missing": _("There is no other date yet. Choose a day and a time."),
    "does_not_fit": _("That day does not fit what you agreed on. Choose a later one, or ask all the same."),
    "rules_changed": _("What you agreed on has changed since you opened this page. See how the day fits now."),
    "ask_changed": _("There is another date by now. Please look at it, and answer that."),
    "ask_over": _("This is over, and nothing more can be said to it. You can ask anew."),
    "own_ask": _("This would go to yourself. Choose somebody else."),
    "not_your_turn": _("You have answered this. Wait for the other's word, or take yours back."),
    "too_many_days_off": _("There is room for %(most)s days off. Take some back first."),
    # coming in
    "invitation_gone": _("This link leads nowhere any more. Please ask for a new one."),
    "invitation_used": _("This link has been used, and each lets in one person. Please ask for a new one."),
    "invitation_run_out": _("This link ran out on %(on)s. Please ask for a new one."),
    "not_admitted_yet": _("Everyone here says yes to a newcomer first. That has not happened yet: come back later."),
    "full": _("There is room for %(most)s here, and all places are taken or held. Taking back a link sets one free."),
    "only_one_left": _("The others have left, and nobody can be asked in here any more. Begin anew with somebody."),
    # what is not here
    "no_such_alliance": NOT_HERE,
    "not_a_member": NOT_HERE,
    "no_such_question": _("There is no such question here. Go back, and choose one that is."),
    "no_such_ask": _("There is nothing asked here under this address. Look at the list of what was asked."),
    "no_such_term": _("Nothing like this is agreed or asked here. Go back, and choose something that is."),
}
"""By code, or by code and part; `control`, `too_long` and `bad_date` are put together in `wording`."""
