package report

func (r *report) html() error { return nil }
