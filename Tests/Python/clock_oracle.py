"""Periods counted day by day with the PyPI package chinesecalendar: slow, plain, and written apart from the product."""

import datetime

import chinese_calendar
import yaml

DAY = datetime.timedelta(days=1)


def rules(folder):
    """All rows of Config/deadlines by id."""
    return {row["id"]: row for file in sorted(folder.glob("*.yaml")) for row in yaml.safe_load(file.read_text())["rules"]}


def date(text):
    return datetime.date.fromisoformat(text)


def works(day):
    return chinese_calendar.is_workday(day)


def month_end(year, month):
    first = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (first - DAY).day


def add_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, month_end(year, month + 1)))


class Clock:
    """One clock of the question: raw last day, due day, and what is used and left on a day."""

    def __init__(self, rule, question):
        self.rule = rule
        self.start = date(question["start"]["at"])
        self.still = set()
        for interval in (question.get("suspensions") or []) + (question.get("exclusions") or []):
            day = date(interval["from"])
            while day <= date(interval["to"]):
                self.still.add(day)
                day += DAY
        self.length = rule["length"] + sum(extra["length"] for extra in question.get("extensions") or [])
        self.counted = []
        self.raw = self.last_day()
        self.due = self.raw
        if rule["roll_over"] == "next_working_day":
            while not works(self.due) or self.due in self.still:
                self.due += DAY

    def counts(self, day):
        if day in self.still:
            return False
        return works(day) if self.rule["unit"] == "working_days" else True

    def last_day(self):
        if self.rule["direction"] == "backward":
            day, left = self.start, self.length
            while left:
                day -= DAY
                left -= works(day)
            return day
        if self.rule["unit"] == "months":
            wanted = (add_months(self.start, self.length) - self.start).days
        else:
            wanted = self.length
        day = self.start
        while len(self.counted) < wanted:
            day += DAY
            if self.counts(day):
                self.counted.append(day)
        return day

    def run(self, day):
        used = sum(1 for counted in self.counted if counted <= day)
        return used + self.late(day)

    def left(self, day):
        if day > self.due:
            return -self.late(day)
        return sum(1 for counted in self.counted if counted > day)

    def late(self, day):
        late, each = 0, self.due + DAY
        while each <= day:
            late += works(each) if self.rule["unit"] == "working_days" else 1
            each += DAY
        return late

    def answer(self, question):
        effect = self.rule["expiry"]
        deemed = {"what": effect["code"], "on": str(self.due)} if effect["nature"] == "deemed" else None
        answer = {
            "id": question["id"], "raw_last_day": str(self.raw), "due": str(self.due),
            "rolled_over": self.raw != self.due, "provisional": False, "deemed": deemed,
        }
        if question.get("evaluated_at"):
            day = date(question["evaluated_at"])
            answer |= {"days_run": self.run(day), "days_left": self.left(day)}
        return answer
