#!/usr/bin/env python3
"""Makes legacy.xls and legacy.json, the workbook the .xls reader is tested
with. Needs Debian's python3-xlwt; run once, both results are committed:

    cd backend/sheet/testdata && /usr/bin/python3 make_xls.py
"""
import datetime, json, xlwt

book = xlwt.Workbook(encoding="utf-8")
sheet = book.add_sheet("网吧")
day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
rows = [["网吧名录", "", "", "", ""], ["代码", "名称", "有效期至", "行业", "比例"]]
sheet.write_merge(0, 0, 0, 4, rows[0][0])
for c, title in enumerate(rows[1]):
    sheet.write(1, c, title)
for i in range(400):
    # long and short, Latin and Chinese by turns: strings break over CONTINUE
    # records in every way, also in the middle of a character run
    name = ("网吧㛃䶮" if i % 3 else "Cafe") * (i % 97) + "𠮷%d号" % i
    date = datetime.date(2026, 1, 1) + datetime.timedelta(days=i)
    rate = [i, i / 8, i / 100, 123456.789 + i][i % 4]
    sheet.write(2 + i, 0, "%018d" % i)
    sheet.write(2 + i, 1, name)
    sheet.write(2 + i, 2, date, day) if i % 2 else sheet.write(2 + i, 2, date.isoformat())
    sheet.write(2 + i, 4, rate)
    rows.append(["%018d" % i, name, date.isoformat(), "上网服务，其他" if i % 10 == 0 else "", str(rate)])
for i in range(0, 400, 10):
    if i % 20 == 0:
        sheet.write_merge(2 + i, 2 + i + 1, 3, 3, "上网服务、其他")
        rows[2 + i + 1][3] = "上网服务，其他"
    else:
        sheet.write(2 + i, 3, "上网服务;其他")
book.add_sheet("空")
book.save("legacy.xls")
with open("legacy.json", "w", encoding="utf-8") as f:
    json.dump(rows[2:], f, ensure_ascii=False, indent=0)
