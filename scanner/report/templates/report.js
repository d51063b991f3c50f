"use strict";
(function () {
  var form = document.getElementById("filter");
  var words = document.getElementById("words");
  var shown = document.getElementById("shown");
  var all = Array.prototype.slice.call(document.querySelectorAll("details.finding"));
  function apply() {
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    all.forEach(function (each) {
      var text = each.querySelector("summary").textContent.toLowerCase();
      var fits = wanted.every(function (word) { return text.indexOf(word) >= 0; });
      each.hidden = !fits;
      if (fits) { count += 1; }
    });
    document.querySelectorAll("section.level").forEach(function (section) {
      section.hidden = !section.querySelector("details.finding:not([hidden])");
    });
    shown.textContent = String(count);
  }
  if (form && all.length) {
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    words.addEventListener("input", apply);
    apply();
  }
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details.printed:not([open])"));
    opened.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (each) { each.open = false; });
  });
  function openTarget() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.tagName === "DETAILS") { target.open = true; }
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();
}());
