package role

// rule is one reason to decide columns. A rule looks at each column that none
// before it has decided, in the order of the file, or picks one of the table.
type rule struct {
	reason string
	each   func(*table, *column)
	pick   func(*table)
}

// rules in the order in which they are tried. What is certain stands first, and
// names before contents where a name is plain.
var rules = []rule{
	{reason: "what the user says is not judged", pick: takeGiven},
	{reason: "there is nothing in it", each: findEmpty},

	{reason: "a column that is called the time, or has dates, and moves from row to row", pick: pickTime},
	{reason: "a column in whose name time stands, and that rises as a clock does", pick: pickTimeLike},
	{reason: "a column that is called the time and stands still", pick: pickTimeStill},
	{reason: "a column under any name that rises by about the same each row", pick: pickSteady},
	{reason: "a column that is called a time beside the one that is taken", each: findNamedClock},
	{reason: "a column that says how late it is in another unit, or from another start", each: findClock},
	{reason: "a number between 0 and 23 under the name hour is no measurement", each: findCalendar},
	{reason: "h, m and s side by side are a time of day in parts", each: findClockPart},
	{reason: "a column that counts rows or packets", each: findCounter},
	{reason: "a column that rises with the rows and begins again at the same value", each: findSawtooth},

	{reason: "a column that is called a label", pick: pickLabelNamed},
	{reason: "a column in whose name a label's word stands, with few values", pick: pickLabelWord},
	{reason: "sessions begin where their name changes", each: findSession},
	{reason: "a part, a device or a person", each: findID},
	{reason: "a column that describes the rows by its name", each: findDescription},
	{reason: "one value says nothing", each: findConstant},
	{reason: "the first of a table without names often holds codes", pick: pickCodeColumn},
	{reason: "a number that only rises by one, after many rows, is that of a part of the recording", each: findPart},
	{reason: "a text of few values that stands for many rows names states", pick: pickLabelText},
	{reason: "codes from 0 or 1 that stand for many rows number states", pick: pickLabelCodes},

	{reason: "a column that the label settles, or that settles the label", each: findAnswer},
	{reason: "a column that says nearly what the label says", each: findNearAnswer},
	{reason: "single ones among zeros mark rows", each: findMarks},
	{reason: "the time of day settles it", each: findFunctionOfTime},
	{reason: "a command is held until it jumps", each: findSetPoint},
	{reason: "a text is no number", each: findText},
	{reason: "numbers that nothing else explains are measured", each: findSensor},
	{reason: "what is wrong with a sensor", each: nil, pick: remarkSensors},
}
