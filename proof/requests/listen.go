package requests

import "fmt"

// serves has the callback of a listening socket keep one of the connections that it is
// offered.
func (s *session) serves() {
	d, x := s.d, s.x
	s.listens, s.sure = true, true
	d.add(fmt.Sprintf("var (\nlistener%[1]s *wsk.WSK_SOCKET\nevents%[1]s wsk.WSK_CLIENT_LISTEN_DISPATCH\nguest%[1]s *wsk.WSK_SOCKET\n)", x))
	s.accepted(d.lock(x + "Guest"))
	s.request(op{
		name: "open" + x, opens: true,
		call: "provider.Dispatch.WskSocket(provider.Client, wsk.AF_INET, wsk.SOCK_STREAM, wsk.IPPROTO_TCP, wsk.WSK_FLAG_LISTEN_SOCKET, nil, &events" + x + ", nil, nil, nil, irp)",
	})
	closes := s.closer()
	defer s.close()
	c := s.guest()
	d.add("func start" + x + "() wdm.NTSTATUS {\nsocket, status := open" + x + "()\nlistener" + x + " = socket\nreturn status\n}")
	take := "if socket := guest" + x + "; socket != nil"
	bye := block(take, "guest"+x+" = nil\n"+d.Or("WSK004", "guest left open", c.closer()+"(socket)\n", ""))
	end := closes + "(listener" + x + ")\n"
	d.add("func stop" + x + "() {\n" + d.Or("WSK004", "guest closed before the listener", end+bye, bye+end) + "}")
	d.steps = append(d.steps, step{do: "start" + x + "()", undo: "stop" + x + "()"})
}

// guest adds the functions that use and close a connection that was accepted in an event.
func (s *session) guest() *session {
	d, x := s.d, s.x
	c := &session{d: d, x: x + "Guest", private: true, sync: true, sure: true}
	c.draw()
	defer c.close()
	if !d.Has(40, "guest served in a request") {
		return c
	}
	// who takes the guest out of its place closes it
	served := c.use("serve"+c.x) + "(socket)\n" + c.ends(c.closer())
	d.major("DEVICE_CONTROL", block("if socket := guest"+x+"; socket != nil", "guest"+x+" = nil\n"+served))
	return c
}

// accepted adds the callback for a connection, which at any level keeps the first.
func (s *session) accepted(l lock) {
	d, x := s.d, s.x
	refuse := "return wdm.STATUS_REQUEST_NOT_ACCEPTED\n"
	body := d.Or("WSK012", "looks at a socket that is NULL", block("if acceptSocket == nil", refuse), "") +
		"family" + x + " = acceptSocket.Dispatch\n" + l.acquire + block("if guest"+x+" != nil", l.release+refuse) +
		d.Or("WSK004", "accepted connection dropped in an event", "guest"+x+" = acceptSocket\n", "") + l.release +
		"*acceptSocketContext = nil\n*acceptSocketDispatch = nil\n" +
		d.Or("WSK012", "refuses what it keeps", "return wdm.STATUS_SUCCESS\n", refuse)
	d.add("var family" + x + " any")
	s.on("WskAcceptEvent", "accepted", "flags uint32, localAddress, remoteAddress *wsk.SOCKADDR, acceptSocket *wsk.WSK_SOCKET, acceptSocketContext *any, acceptSocketDispatch **wsk.WSK_CLIENT_CONNECTION_DISPATCH", body)
}
