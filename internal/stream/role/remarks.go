package role

func remarkSensors(t *table)                 {}
func findFunctionOfTime(t *table, c *column) {}
