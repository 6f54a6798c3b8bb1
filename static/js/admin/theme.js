"use strict";
// Runs before the body is there, so that the page never flashes in the wrong theme.
(() => {
  const theme = document.querySelector('meta[name="theme"]')?.content;
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
})();
