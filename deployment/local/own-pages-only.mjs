// Loaded before the catching mail server, which lets pages of every origin read its API and has no option against it: only
// names of this machine are answered, and only the server's own page may ask. Else any page that somebody has open could
// read the links that choose a new password.
import { Server } from 'node:http';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

function isOwn({ host, origin }) {
	// A foreign name that leads to this machine is a foreign page all the same (DNS rebinding).
	if (host === undefined || !URL.canParse(`http://${host}`)) return false;
	if (!LOOPBACK.includes(new URL(`http://${host}`).hostname)) return false;
	return origin === undefined || origin === `http://${host}`;
}

const emit = Server.prototype.emit;

Server.prototype.emit = function (event, request, answer, ...rest) {
	const asks = event === 'request' || event === 'upgrade';
	if (!asks || isOwn(request.headers)) return emit.call(this, event, request, answer, ...rest);
	if (event === 'upgrade') answer.destroy();
	else answer.writeHead(403, { 'content-type': 'text/plain' }).end('Only the page of this machine is answered.\n');
	return true;
};
