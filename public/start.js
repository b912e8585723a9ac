// What any browser can run, before and without the desk's own script: the colours that a person has chosen, and what to say when that script does not start.
;(function () {
  var page = document.documentElement
  var chosen = null
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value')
  } catch (error) {
    // A browser that forbids storage has no choice in it.
  }
  var isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  page.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')

  // The desk removes it when it starts.
  function notStarted() {
    return document.getElementById('not-started')
  }
  function tell() {
    var notice = notStarted()
    if (notice) notice.hidden = false
  }
  window.addEventListener(
    'error',
    function (event) {
      if (event.target === window || event.target.tagName === 'SCRIPT') tell()
    },
    true,
  )
  window.addEventListener('unhandledrejection', tell)
  setTimeout(tell, 10000)

  // The form can be typed into as soon as it is painted; a page that nobody looks at has no frames.
  function start() {
    var link = document.querySelector('link[data-start]')
    if (!link) return
    link.removeAttribute('data-start')
    var script = document.createElement('script')
    script.type = 'module'
    script.crossOrigin = ''
    script.src = link.href
    document.body.appendChild(script)
  }
  document.addEventListener('DOMContentLoaded', function () {
    requestAnimationFrame(function () {
      setTimeout(start)
    })
    setTimeout(start, 1000)
  })

  // What is pressed outside of fields, until the desk takes it over and obeys.
  window.earlyKeys = []
  document.addEventListener('focusin', function () {
    if (window.earlyKeys) window.earlyKeys = []
  })
  document.addEventListener('keydown', function (event) {
    if (!window.earlyKeys || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return
    window.earlyKeys.push(event)
    // Firefox would search the page, and every browser the web, and take what is typed next.
    if (event.key === '/' || (event.key === 'k' && (event.ctrlKey || event.metaKey))) event.preventDefault()
  })

  // What is typed so far is kept nowhere yet.
  window.addEventListener('beforeunload', function (event) {
    var form = document.querySelector('form')
    if (!notStarted() || !form) return
    for (var i = 0; i < form.elements.length; i += 1) {
      var field = form.elements[i]
      if (field.value !== field.defaultValue || field.checked !== field.defaultChecked) {
        if (field.tagName === 'INPUT' || field.tagName === 'TEXTAREA') event.preventDefault()
      }
    }
  })
})()
