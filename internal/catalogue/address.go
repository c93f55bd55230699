package catalogue

import (
	"errors"
	"net"
	"net/http"
	"net/url"
)

// mostRedirects is how often a server may send on.
const mostRedirects = 5

// address reads the address of a file: https, http on this machine, or file.
func address(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, errors.New("it cannot be read")
	case u.Scheme == "file" && (u.Host == "" || u.Host == "localhost") && u.Path != "":
		return u, nil
	case u.User != nil:
		return nil, errors.New("it holds a user or a password")
	case u.Scheme == "https" && u.Host != "", u.Scheme == "http" && here(u):
		return u, nil
	case u.Scheme == "http":
		return nil, errors.New("http does not say who answers")
	}
	return nil, errors.New("it is none of the web")
}

// here reports whether an address is one of this machine.
func here(u *url.URL) bool {
	if u.Hostname() == "localhost" {
		return true
	}
	ip := net.ParseIP(u.Hostname())
	return ip != nil && ip.IsLoopback()
}

// checkRedirect follows a server a few times, and never to what an entry could
// not have said itself, or from elsewhere to this machine.
func checkRedirect(to *http.Request, via []*http.Request) error {
	u, err := address(to.URL.String())
	switch {
	case len(via) > mostRedirects:
		return errRedirect("sends on too often")
	case err != nil || u.Scheme == "file":
		return errRedirect("sends on to " + to.URL.Scheme + "://" + to.URL.Host + ", which is not https")
	case here(u) && !here(via[0].URL):
		return errRedirect("sends on to this machine itself")
	}
	return nil
}

// errRedirect is a redirection that is not followed.
type errRedirect string

func (e errRedirect) Error() string { return string(e) }
