"""The addresses of an alliance: its page, its questions, its terms, its history, and the ways in and out."""

from __future__ import annotations

from django.urls import path

from comity.web.views import (
    alliances,
    asking,
    asks,
    conversation,
    days_off,
    free,
    history,
    home,
    inviting,
    joining,
    leaving,
    looking_back,
    more_questions,
    rewording,
    sending_asks,
    terms,
)

A = "alliances/<str:alliance>/"
Q = A + "questions/<str:question>/"
T = A + "terms/<str:term>/"
K = A + "asks/<str:ask>/"

urlpatterns = [
    path("home/", home.home, name="home"),
    path("free/", free.free, name="free"),
    path("prepare/<str:draft>/fold/", inviting.fold, name="preparing-fold"),
    path("link/<str:token>/", joining.link, name="link"),
    path("code/", joining.code, name="code"),
    path("door/<str:place>/<str:step>/", joining.door, name="door"),
    path(A, alliances.alliance, name="alliance"),
    path(A + "places/", inviting.places, name="places"),
    path(A + "places/<str:place>/take-back/", inviting.take_back, name="take-back-place"),
    path(A + "places/<str:place>/admission/", inviting.admit, name="admit"),
    path(A + "history/", history.history, name="history"),
    path(A + "history/export/", history.take_along, name="history-export"),
    path(A + "leaving/", leaving.leaving, name="leaving"),
    path(A + "stay/", leaving.stay, name="stay"),
    path(A + "pause/", leaving.pause, name="pause"),
    path(A + "resume/", leaving.resume, name="resume"),
    path(A + "ready/", asking.ready, name="ready"),
    path(A + "ready/prepare/", asking.prepare, name="prepare-ask"),
    path(A + "say/<str:kind>/", asking.compose, name="compose"),
    path(A + "asks/", asks.asks, name="asks"),
    path(A + "ask/<str:member>/", sending_asks.send, name="send-ask"),
    path(A + "ask/<str:member>/fit/", sending_asks.fit, name="ask-fit"),
    path(A + "days-off/", days_off.days_off, name="days-off"),
    path(K, asks.ask, name="ask"),
    path(K + "answer/", asks.answer, name="answer-ask"),
    path(K + "take-back/", asks.take_back, name="take-back-ask"),
    path(K + "release/", asks.release, name="release-ask"),
    path(A + "questions/", more_questions.more, name="more-questions"),
    path(Q, conversation.question, name="question"),
    path(Q + "answer/<str:step>/", conversation.answer, name="answer"),
    path(Q + "unfold/", conversation.unfold, name="unfold"),
    path(Q + "open-mine/", conversation.open_mine, name="open-mine"),
    path(Q + "say-back/<str:member>/", conversation.say_back, name="say-back"),
    path(Q + "heard/<str:member>/", conversation.hear, name="hear"),
    path(T, terms.term, name="term"),
    path(T + "answer/", terms.answer, name="answer-term"),
    path(T + "limit-answer/", terms.answer_limit, name="answer-limit"),
    path(T + "another-way/", rewording.another_way, name="another-way"),
    path(T + "again/", rewording.again, name="again"),
    path(T + "withdraw/", terms.withdraw, name="withdraw"),
    path(T + "take-back/", terms.take_back, name="take-back-term"),
    path(T + "card/", terms.print_card, name="card"),
    path(T + "look-back/", looking_back.look_back, name="look-back"),
    path(T + "look-back/unfold/", looking_back.unfold, name="unfold-look-back"),
    path(T + "look-back/one-more-week/", looking_back.one_more_week, name="one-more-week"),
    path(T + "look-back/calendar/", looking_back.calendar, name="look-back-day"),
]
