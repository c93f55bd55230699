package role

func saysNothing(string) bool { return false }
