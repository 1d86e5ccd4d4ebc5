"""Refusals of tables, files and what they hold, by their form (see `engine_words`)."""

from __future__ import annotations

from mirrors_gui.text.translate import mark

WRAPPED = mark("{name}: {error}")
OF_DATA = (
    # values of the data
    mark("{what} reaches {worst}, whose square overflows: rescale {what2} below 1e150."),
    mark("{what} only varies by {spread}, too little to tell samples apart: rescale {what2}."),
    mark(
        "Weights must not be negative, but {where} {row} has {weight}: correct it, or set it "
        "to 0 to leave the row out."
    ),
    mark("The weighted squares of y overflow: rescale y or the weights."),
    mark("There is no row to use: give at least one finite x and y ({rows} read, {why})."),
    mark("There is no row to use: give at least one finite x and y."),
    mark(
        "{what} holds {value}, which as days since 1970 is the same number as another time in "
        "it: subtract the first time and give nanoseconds since then."
    ),
    mark(
        "{what} holds {value}, which {why}: subtract an offset from {what2} first, or give "
        "datetime64 for times."
    ),
    mark("has more digits than a number keeps (2⁵³)"),
    mark("as a number is the same as {other}"),
    mark(
        "{what} {words} is finer than days since 1970 keep: write at most six digits of the second."
    ),
    mark(
        "{what} {words} can be read in two ways: write a point as the decimal mark, or "
        "separate by semicolons, such as 0,5; 1,5."
    ),
    mark(
        "{what} {words} has more digits than a number keeps (2⁵³): subtract an offset first, "
        "or write fewer digits."
    ),
    # files that are read
    mark("{name} cannot be read ({reason}): check the path."),
    mark("{name} is not an ordinary file: choose a CSV file."),
    mark("{name} has {size} MB, more than the limit of {most} MB: cut it or keep every n-th row."),
    mark(
        "{name} has {size} MB and needs some {need} MB of memory, of which {free} MB are free: "
        "cut it or keep every n-th row."
    ),
    mark("{name} grows while it is read: copy it first."),
    mark("{name} cannot be read as {encoding}, which is no encoding: use utf-8, utf-16 or cp1252."),
    mark("{name} holds no table (.csv, .txt, .xlsx, …): choose another folder."),
    mark("{name} has no column of numbers besides x: choose another file."),
    mark(
        "{name}, line {line} has {cells} cells under {names} names, so that a comma may stand "
        "both between cells and before decimals: separate cells by semicolons, or choose that "
        "there are no names."
    ),
    mark("{name}, line {line}: a quotation mark is opened and not closed: close or delete it."),
    mark("{name} has no row of data below its header: add rows of numbers."),
    mark("{name}, line {line}: no row has the expected {width} cells: set the delimiter."),
    mark(" (line {line} reads {cells})"),
    mark("other "),
    mark(
        "{name}, line {line}: column {column} holds times, which only x may be: choose a "
        "column of numbers for {what}."
    ),
    mark(
        "{name}, line {line}: column {column} holds {cell}, which has more digits than a "
        "number keeps (2⁵³): subtract an offset from {column2} first, or write dates for times."
    ),
    mark(
        "{name}, line {line}: {cell} in column {column} as {number} is the same as the "
        "different value of another line: subtract the first value from all of them, as in "
        "seconds or nanoseconds since the first sample."
    ),
    mark(
        "{name}, line {line}: {cell} in column {column} cannot be read as a {kind}: correct "
        "it, or choose to leave out such rows."
    ),
    mark("time of day"),
    mark("number with % like others"),
    mark("{name} has no column {column}: choose one of {columns}."),
    mark("{words} is no decimal mark: use a point or a comma."),
    mark(
        "{words} does not separate thousands: use a comma, a point, a blank, an apostrophe or "
        "nothing."
    ),
    mark("{words} is no delimiter: use one character."),
    mark("Blocks of {count} samples cannot be: give 1 or more."),
    mark("The number of lines to skip is negative: use 0 or more."),
    mark(
        "{name} looks like {what} but cannot be read ({why}): save it again, or save the table "
        "as CSV."
    ),
    mark("{name} has no part {part}: choose one of {parts}."),
    mark(
        "{name} has a sheet with cells as far as row {row} and column {column}, too far apart "
        "to be read: delete the cells far from the table, or save it as CSV."
    ),
    mark("{name} holds more than {most} MB: unpack it and cut it."),
    mark("{name} has no member {part}: choose one of {parts}."),
    mark("{name} is an empty archive: choose another file."),
    mark("{name} has no sheet {part}: choose one of {parts}."),
    mark("{name} holds no table: give a list of records, or columns by name."),
    mark("{name} is nested too deeply: give records or columns."),
    mark("{name}, {where}: this is not valid JSON: mend it."),
    mark("line {line}"),
    # many signals
    mark("Parquet needs the package pyarrow: install mirrors[parquet]."),
    mark("{name} cannot be written ({reason}): choose another place."),
    # a damaged project
    mark("{what} is not an array"),
    mark("{what} has no valid shape"),
    mark("{what} is shorter than it claims"),
    mark("{what} is not as long as it claims"),
    mark("x, y and weights do not fit together"),
    mark("excluded does not name rows"),
    mark("the table does not have the rows it claims"),
    mark("a column is of no known kind"),
    mark("a column does not have as many rows as the table"),
    mark("a column counts rows that are not there"),
    mark("a column is not valid"),
    mark("{what} is not a list"),
    mark("the preview is not valid"),
    mark("{what} is not a text"),
    mark("{what} is not a whole number"),
    mark("{what} does not hold numbers only"),
    mark("{what} is not base64"),
    mark("the option {option} is not valid"),
    mark("{what} holds a number out of range"),
    WRAPPED,  # tried last, as it fits much
)
