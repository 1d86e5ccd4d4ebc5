"""Tables of many kinds with their right values: text, x, y, values of x, values of y."""

from __future__ import annotations

import numpy as np
from table_parts import day, rows

READ = {
    # a mantissa with three decimals and an exponent
    "sci3 beside a comma": (
        "t, s\tv, V\n1\t2.825E-05\n2\t1.250E+01\n3\t4.000\n",
        0,
        1,
        None,
        [2.825e-05, 12.5, 4],
    ),
    "sci3 comma decimals": (
        "t|v\n1|1,250E1\n2|2,500e1\n3|3,125E+01\n",
        "t",
        "v",
        None,
        [12.5, 25, 31.25],
    ),
    "sci3 with thousands": (
        "t;v\n1;1,234.5\n2;1.500E3\n3;2,000.25\n",
        0,
        1,
        None,
        [1234.5, 1500, 2000.25],
    ),
    # decimal marks that differ by column
    "point and comma": (
        "a;b;c\n1.5;0,5;x\n2.5;1,25;y\n3.25;2,5;z\n",
        "a",
        "b",
        [1.5, 2.5, 3.25],
        [0.5, 1.25, 2.5],
    ),
    "comma and point": (
        "a\tb\n0,5\t10.25\n1,5\t11.75\n2,5\t9.125\n",
        "a",
        "b",
        [0.5, 1.5, 2.5],
        [10.25, 11.75, 9.125],
    ),
    # names
    "joined date and time": (
        "date time v w\n2020-01-01 10:00 1 2\n2020-01-01 11:00 3 4\n",
        "time",
        "w",
        [day("2020-01-01T10:00"), day("2020-01-01T11:00")],
        [2, 4],
    ),
    "d.m.y and time": (
        "Datum Zeit v\n17.07.2003 00:30 1\n17.07.2003 12:30 3\n",
        "Datum",
        "v",
        [day("2003-07-17T00:30"), day("2003-07-17T12:30")],
        [1, 3],
    ),
    "names with blanks": (
        "Elapsed time (s)  Cell voltage (V)\n0 1\n1 3\n",
        "Elapsed time (s)",
        "Cell voltage (V)",
        [0, 1],
        [1, 3],
    ),
    "brackets after names": (
        "Time [s] Flow [m3/s]\n0 1\n1 3\n",
        "Time [s]",
        "Flow [m3/s]",
        [0, 1],
        [1, 3],
    ),
    "header wider by an empty cell": ("id;a;b;\n1;2;3\n2;4;1\n", "id", "b", [1, 2], [3, 1]),
    "header wider by two empty cells": ("id,a,,\n1,2\n2,4\n", "id", "a", [1, 2], [2, 4]),
    "title in one cell": (
        "Pump test,,\nt,p,q\n0,1,5\n1,3,6\n2,2,7\n",
        "t",
        "q",
        [0, 1, 2],
        [5, 6, 7],
    ),
    "title above blanks": (
        "Pump test of the second kind\nt p\n0 1\n1 3\n",
        "t",
        "p",
        [0, 1],
        [1, 3],
    ),
    # AM and PM
    "halves between blanks": (
        "t half v\n11:30:00 AM 1\n12:00:00 PM 2\n01:30:00 PM 3\n",
        "t",
        "v",
        [11.5 / 24, 0.5, 13.5 / 24],
        [1, 2, 3],
    ),
    "halves behind commas": (
        "t,m,v\n12:15,am,1\n01:15,a.m.,2\n12:15,pm,3\n",
        "t",
        "v",
        [0.25 / 24, 1.25 / 24, 12.25 / 24],
        [1, 2, 3],
    ),
    "halves with dates": (
        "day;half;v\n2020-01-01 11:00;PM;1\n2020-01-02 01:00;AM;2\n",
        "day",
        "v",
        [day("2020-01-01T23:00"), day("2020-01-02T01:00")],
        [1, 2],
    ),
    # blanks within cells are no delimiters
    "zone after a date": (
        "t;v\n01.10.2026 00:30:00 +02:00;1\n13.10.2026 01:30:00 +02:00;2\n",
        "t",
        "v",
        [day("2026-09-30T22:30"), day("2026-10-12T23:30")],
        [1, 2],
    ),
    "numbers in names": (
        "set|v\n1 2 3|1.5\n4 5 6|2.5\n7 8 9|0.5\n",
        None,
        "v",
        [0, 1, 2],
        [1.5, 2.5, 0.5],
    ),
    # rows that look like names
    "sparse first column": (
        "note,t,v\nstart,0,1\n,1,2\n,2,4\n,3,3\n",
        "t",
        "v",
        [0, 1, 2, 3],
        [1, 2, 4, 3],
    ),
    "entries beside data": (
        "Model,X1,0,5\nDate,y,1,6\n,,2,7\n,,3,5\n,,4,6\n,,5,7\n",
        2,
        3,
        list(range(6)),
        [5, 6, 7, 5, 6, 7],
    ),
    # several rows above the data
    "names, units": ("Depth,Speed\nfathoms,leagues\n0,1\n1,3\n", "Depth", "Speed", [0, 1], [1, 3]),
    "names, units, comments": (
        "Time;Force\ns;N\nfirst;second\n0;1\n1;3\n",
        "Time",
        "Force",
        [0, 1],
        [1, 3],
    ),
    "names, types, roles": (
        "t\ta\tb\ncontinuous\tcontinuous\tcontinuous\n\tclass\t\n0\t1\t5\n1\t3\t6\n",
        "t",
        "b",
        [0, 1],
        [5, 6],
    ),
    "two commented rows": (
        "#YY MM hh WSPD\n#yr mo hr m/s\n2020 01 00 1.5\n2020 01 01 2.5\n",
        "hh",
        "WSPD",
        [0, 1],
        [1.5, 2.5],
    ),
    "numbers beside units": (
        "X,CH1,Start,Increment,\nSequence,Volt,0.5,1e-3,\n0,1,,\n1,3,,\n2,2,,\n",
        "X",
        "CH1",
        [0, 1, 2],
        [1, 3, 2],
    ),
    "logger": (
        '"TOA5","st","CR1000","9"\n'
        '"TIMESTAMP","REC","T","P"\n"TS","RN","Deg C","hPa"\n'
        '"","","Avg","Smp"\n"2020-01-01 00:00:00",0,1,9\n"2020-01-01 01:00:00",1,3,8\n',
        "TIMESTAMP",
        "P",
        [day("2020-01-01"), day("2020-01-01T01:00")],
        [9, 8],
    ),
    "types of widths": (
        "agency\tdatetime\tflow\n5s\t20d\t14n\nUSGS\t2020-01-01\t5\nUSGS\t2020-01-02\t7\n",
        "datetime",
        "flow",
        [day("2020-01-01"), day("2020-01-02")],
        [5, 7],
    ),
    # a column that begins later
    "wider at the end": (
        rows(
            ("t", "v"), *((i, i % 5) for i in range(700)), *((i, i % 5, 9) for i in range(700, 800))
        ),
        "t",
        "v",
        list(range(800)),
        [i % 5 for i in range(800)],
    ),
    "wider at the start": (
        rows(
            ("t", "v", "w"),
            *((i, i % 5, 9) for i in range(30)),
            *((i, i % 5) for i in range(30, 90)),
        ),
        "t",
        "v",
        list(range(90)),
        [i % 5 for i in range(90)],
    ),
    "bad cell below names": ("t,v\nbad,1\nworse,3\n0,2\n1,4\n", "t", "v", [0, 1], [2, 4]),
    "before the start": (
        "t,v\n-1:00:00,1\n0:00:00,3\n30:00:00,2\n",
        "t",
        "v",
        [-1 / 24, 0, 1.25],
        [1, 3, 2],
    ),
    "twelve months": (
        rows(("d", "v"), *((f"{k}/1/2020", k) for k in range(1, 13))),
        "d",
        "v",
        [day(f"2020-{k:02d}-01") for k in range(1, 13)],
        list(range(1, 13)),
    ),
    "twelve months, day first": (
        rows(("d", "v"), *((f"1/{k}/2020", k) for k in range(1, 13))),
        "d",
        "v",
        [day(f"2020-{k:02d}-01") for k in range(1, 13)],
        list(range(1, 13)),
    ),
    "last cells missing": ("t,v,w\n0,1,5\n1,3\n2,2,7\n3,4\n", "t", "v", [0, 1, 2, 3], [1, 3, 2, 4]),
    # dates and times as one number
    "YYYYMMDD anywhere": (
        "id;when;v\na;20191230;1\nb;20191231;2\nc;20200101;4\n",
        "when",
        "v",
        [day("2019-12-30"), day("2019-12-31"), day("2020-01-01")],
        [1, 2, 4],
    ),
    "YYYYMM": (
        "period,v\n201911,1\n201912,3\n202001,2\n",
        "period",
        "v",
        [day("2019-11-01"), day("2019-12-01"), day("2020-01-01")],
        [1, 3, 2],
    ),
    "YYYYMMDDHHMM": (
        "t,v\n202001010930,1\n202001011000,3\n",
        "t",
        "v",
        [day("2020-01-01T09:30"), day("2020-01-01T10:00")],
        [1, 3],
    ),
    "date and clock as numbers": (
        "<DATE>,<TIME>,<CLOSE>\n20200101,093000,5\n20200101,094500,7\n20200102,093000,6\n",
        "<DATE> <TIME>",
        "<CLOSE>",
        [day("2020-01-01T09:30"), day("2020-01-01T09:45"), day("2020-01-02T09:30")],
        [5, 7, 6],
    ),
    "missing date": (
        "day,v\n20200101,1\n-9999,5\n20200103,2\n",
        "day",
        "v",
        [day("2020-01-01"), day("2020-01-03")],
        [1, 2],
    ),
    # the month first
    "monthly, month first": (
        rows(("d", "v"), *((f"{1 + i % 12}/1/{2019 + i // 12}", i) for i in range(15))),
        "d",
        "v",
        [
            float((np.datetime64("2019-01", "M") + i).astype("datetime64[D]").astype(int))
            for i in range(15)
        ],
        list(range(15)),
    ),
    "monthly, day first": (
        rows(("d", "v"), *((f"01/{1 + i % 12:02d}/{2019 + i // 12}", i) for i in range(15))),
        "d",
        "v",
        [
            float((np.datetime64("2019-01", "M") + i).astype("datetime64[D]").astype(int))
            for i in range(15)
        ],
        list(range(15)),
    ),
    "month and year": (
        "d,v\n11/2019,1\n12/2019,3\n1/2020,2\n",
        "d",
        "v",
        [day("2019-11-01"), day("2019-12-01"), day("2020-01-01")],
        [1, 3, 2],
    ),
    "month, point, year": (
        "d;v\n01.2020;1\n11.2020;3\n12.2020;2\n",
        "d",
        "v",
        [day("2020-01-01"), day("2020-11-01"), day("2020-12-01")],
        [1, 3, 2],
    ),
    "entries above names": (
        "Record Length,Analog:7M\nInterval,1e-6\nSecond,Value\n-2,5\n-1,7\n",
        "Second",
        "Value",
        [-2, -1],
        [5, 7],
    ),
    "number in a name": ("x-axis,1\nsecond,Volt\n-2,5\n-1,7\n", "x-axis", "1", [-2, -1], [5, 7]),
    "a rule below names": ("|t|v|\n|:--|--:|\n|0|1.5|\n|1|2.5|\n", "t", "v", [0, 1], [1.5, 2.5]),
    "stars": ("t v\n0 1.5\n1 *****\n2 2.5\n3 1\n", "t", "v", [0, 2, 3], [1.5, 2.5, 1]),
    "month by name": (
        "d,v\n30-Dec-2019,1\n31-Dec-2019,3\n01-Jan-2020,2\n",
        "d",
        "v",
        [day("2019-12-30"), day("2019-12-31"), day("2020-01-01")],
        [1, 3, 2],
    ),
    # numbers as people write them
    "accounting": ("t,v\n0,(30.5)\n1,20\n2,(5)\n3,1\n", "t", "v", None, [-30.5, 20, -5, 1]),
    "trailing minus": ("t;v\n0;30,5-\n1;20\n2;5,25-\n3;1\n", "t", "v", None, [-30.5, 20, -5.25, 1]),
    "dashes": ("t,v\n0,–5\n1,—2.5\n2,‑1\n3,−4\n", "t", "v", None, [-5, -2.5, -1, -4]),
    "apostrophe": ("t,v\n0,'-3\n1,'2.5\n2,1\n", "t", "v", None, [-3, 2.5, 1]),
    "Fortran": (
        "0 1.0D+03\n1 2.5d-1\n2 0.1000+100\n3 -0.5-100\n4 7\n",
        0,
        1,
        None,
        [1000, 0.25, 1e99, -5e-101, 7],
    ),
    "lakh": (
        't,v\n0,"1,23,456.50"\n1,"99,456"\n2,"12,34,567"\n',
        "t",
        "v",
        None,
        [123456.5, 99456, 1234567],
    ),
    "zero width": ("t,v\n0,\u200b1.5\n1,2.5\u200b\n2,\ufeff3\n", "t", "v", None, [1.5, 2.5, 3]),
    "flags": ("t,v\n0,5.2*\n1,5.4 e\n2,5.1†\n3,4\n", "t", "v", None, [5.2, 5.4, 5.1, 4]),
    "power of ten": ("t,v\n0,1.5x10^3\n1,2 × 10^-2\n2,5\n", "t", "v", None, [1500, 0.02, 5]),
    "protected": ('t,v\n0,"=""1.5"""\n1,"=""2"""\n', "t", "v", None, [1.5, 2]),
    # codes for missing
    "code": (
        rows(("t", "v"), *((i, -99.99 if i % 7 == 3 else 10 + i % 5) for i in range(30))),
        "t",
        "v",
        [i for i in range(30) if i % 7 != 3],
        [10 + i % 5 for i in range(30) if i % 7 != 3],
    ),
    "one code": (
        rows(("t", "v"), *((i, -9999 if i == 4 else i % 5) for i in range(12))),
        "t",
        "v",
        [i for i in range(12) if i != 4],
        [i % 5 for i in range(12) if i != 4],
    ),
    "code above": (
        rows(("t", "v"), *((i, 999.9 if i in (2, 9) else 1 + i % 3) for i in range(12))),
        "t",
        "v",
        [i for i in range(12) if i not in (2, 9)],
        [1 + i % 3 for i in range(12) if i not in (2, 9)],
    ),
    "no code": (
        rows(("t", "v"), *((i, v) for i, v in enumerate((-99, -80, -99, -50, 0, -99)))),
        "t",
        "v",
        None,
        [-99, -80, -99, -50, 0, -99],
    ),
    # durations and clocks
    "over a day": (
        "e,v\n22:00:00,1\n26:30:00,3\n120:00:00,2\n",
        "e",
        "v",
        [22 / 24, 26.5 / 24, 5],
        [1, 3, 2],
    ),
    "past midnight": (
        "clock,v\n23:30,1\n23:45,3\n00:15,2\n00:30,4\n",
        "clock",
        "v",
        [23.5 / 24, 23.75 / 24, 1 + 0.25 / 24, 1 + 0.5 / 24],
        [1, 3, 2, 4],
    ),
    "past midnight twice": (
        "clock,v\n20:00,1\n04:00,3\n20:00,2\n04:00,4\n",
        "clock",
        "v",
        [20 / 24, 28 / 24, 44 / 24, 52 / 24],
        [1, 3, 2, 4],
    ),
    # matrices as MATLAB prints them
    "scale": ("B =\n\n  1.0e-02 *\n\n  1.5 2.5\n  3.5 4.5\n", 0, 1, [0.015, 0.035], [0.025, 0.045]),
}
