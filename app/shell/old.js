// A browser without modules runs this instead of boot.js: it can only say why nothing happens.
document.getElementById('shell-opening').hidden = true;
document.getElementById('shell-old').hidden = false;
