/* The documentation of the API: Swagger UI draws it. What is tried out is done by the reader’s
   session, so writes carry the token of its forms. */

const options = JSON.parse(document.getElementById("api-options").textContent);

/* Swagger UI is dark where the root says so. */
const theme = document.documentElement.dataset.theme;
const isDark = theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
document.documentElement.classList.toggle("dark-mode", isDark);

window.SwaggerUIBundle({
  ...options,
  dom_id: "#api",
  requestInterceptor(request) {
    if (!["GET", "HEAD"].includes(request.method ?? "GET")) {
      request.headers["X-CSRFToken"] = document.body.dataset.token;
    }
    return request;
  },
});
