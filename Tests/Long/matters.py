"""Made-up matters for every docket, each with a business key of its own."""

import json

TEXTS = [
    "{place}的路灯坏了{n}天没人修，晚上很黑，希望尽快处理。",
    "对清城区市场监管局2026年10月8日作出的罚款{n}元处罚决定不服，申请行政复议。",
    "我在{place}，楼上邻居漏水，要求调解，赔偿{n}元。",
    "我要举报{place}的村主任收受开发商贿赂{n}万元。",
    "{place}的工地拖欠我和{n}名工友三个月工资；另外小区门口的垃圾桶三天没有清。",
    "对法院第{n}号民事判决不服，我在{place}，要求重新审判。",
    "我建议在{place}增设{n}个公交站。",
]


def matters(prefix, count):
    """`count` rows of the hotline's fields, with keys `PREFIX-0` and on."""
    for n in range(count):
        place = f"清城区凤城街道第{n % 97 + 1}小区{prefix}{n}号楼"
        yield {
            "source": "kills",
            "external_id": f"{prefix}-{n}",
            "received_at": f"2026-11-20T{n % 24:02}:{n % 60:02}:00+08:00",
            "region": "441802",
            "text": TEXTS[n % len(TEXTS)].format(place=place, n=n + 2),
            "caller": {"name": f"来电人{n % 50}", "telephone": f"138{n % 50:08}"},
        }


def write(path, rows):
    """Writes rows as JSON Lines and gives their number."""
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return len(lines)
