package weave

import "fmt"

// Several registrations of one kind are started and stopped in loops.

// array keeps them in an array of structs.
func (d *driver) array(x string, hold bool) {
	p := d.low()
	at := place{block: fmt.Sprintf("&clients%s[i].registration", x), npi: fmt.Sprintf("clients%s[i].provider", x), hold: hold, kept: true}
	p.add("var clients%[1]s [2]struct {\nregistration wsk.WSK_REGISTRATION\nprovider wsk.WSK_PROVIDER_NPI\n}\nvar count%[1]s int\n", x)
	p.add("func one%[1]s(i int) %[2]s {\n%[3]sreturn status\n}\n", x, status, d.begin(at))
	p.add("func Start%[1]s() %[2]s {\nfor i := range clients%[1]s {\nstatus := one%[1]s(i)\n%[3]scount%[1]s++\n}\nreturn wdm.STATUS_SUCCESS\n}\n", x, status, undone(x))
	end := finish(at)
	if d.Has(50, "cleared") {
		clear := fmt.Sprintf("clients%[1]s[i].registration = wsk.WSK_REGISTRATION{}\n", x)
		end = d.Or("WSK009", "element cleared before it is deregistered", end+clear, clear+end)
	}
	p.add("func Stop%[1]s() {\nfor count%[1]s > 0 {\ncount%[1]s--\ni := count%[1]s\n%[2]s}\n}\n", x, end)
}

// undone stops what has been started where the next does not start.
func undone(x string) string {
	return fmt.Sprintf("if !wdm.NT_SUCCESS(status) {\nStop%s()\nreturn status\n}\n", x)
}

// list links them.
func (d *driver) list(x string, hold bool) {
	p, at := d.low(), inClient("c", hold)
	d.client(x, "next *client"+x+"\n")
	p.add("var head%[1]s *client%[1]s\n", x)
	p.add("func push%[1]s() %[2]s {\nc := &client%[1]s{%[3]s}\n%[4]shead%[1]s = c\nreturn status\n}\n", x, status, d.Or("WSK009", "second not linked to the first", "next: head"+x, ""), d.begin(at))
	p.add("func Start%[1]s() %[2]s {\nfor range 2 {\nstatus := push%[1]s()\n%[3]s}\nreturn wdm.STATUS_SUCCESS\n}\n", x, status, undone(x))
	pop := fmt.Sprintf("c := head%[1]s\n%[2]shead%[1]s = c.next\n", x, d.Or("WSK009", "taken from a list and not stopped", finish(at), ""))
	all := fmt.Sprintf("for head%[1]s != nil {\n%[2]s}\n", x, pop)
	first := fmt.Sprintf("if c := head%[1]s; c != nil {\n%[2]shead%[1]s = nil\n}\n", x, finish(at))
	p.add("func Stop%s() {\n%s}\n", x, d.Or("WSK009", "only the first of a list stopped", all, first))
}

// mapped keeps them under their names.
func (d *driver) mapped(x string, hold bool) {
	p, at := d.low(), inClient("c", hold)
	d.client(x, "")
	p.add("var clients%[1]s = map[string]*client%[1]s{}\n", x)
	key := d.Or("WSK009", "one key for both", "name", `"ipv4"`)
	p.add("func put%[1]s(name string) %[2]s {\nc := &client%[1]s{}\n%[3]sclients%[1]s[%[4]s] = c\nreturn status\n}\n", x, status, d.begin(at), key)
	p.add("func Start%[1]s() %[2]s {\nfor _, name := range []string{\"ipv4\", \"ipv6\"} {\nstatus := put%[1]s(name)\n%[3]s}\nreturn wdm.STATUS_SUCCESS\n}\n", x, status, undone(x))
	end := d.Or("WSK009", "deleted and not stopped", finish(at), "")
	if end == "" {
		end = "_ = c\n"
	}
	p.add("func Stop%[1]s() {\nfor name, c := range clients%[1]s {\n%[2]sdelete(clients%[1]s, name)\n}\n}\n", x, end)
}

// slots keeps pointers to them in an array.
func (d *driver) slots(x string, hold bool) {
	p, at := d.low(), inClient("c", hold)
	d.client(x, "")
	p.add("var slots%[1]s [2]*client%[1]s\n", x)
	slot := d.Or("WSK009", "one slot for both", "i", "i/2")
	p.add("func fill%[1]s(i int) %[2]s {\nc := &client%[1]s{}\n%[3]sslots%[1]s[%[4]s] = c\nreturn status\n}\n", x, status, d.begin(at), slot)
	p.add("func Start%[1]s() %[2]s {\nfor i := range slots%[1]s {\nstatus := fill%[1]s(i)\n%[3]s}\nreturn wdm.STATUS_SUCCESS\n}\n", x, status, undone(x))
	end := d.Or("WSK009", "slot emptied and not stopped", finish(at), "")
	p.add("func Stop%[1]s() {\nfor i := range slots%[1]s {\nc := slots%[1]s[i]\nif c == nil {\ncontinue\n}\n%[2]sslots%[1]s[i] = nil\n}\n}\n", x, end)
}
