# coach: una respuesta se escribe y se revisa, y las reglas para ello.

## Lugares
coach-title = Escribir una respuesta
coach-more-write = Escribir
coach-more-rules = Reglas
coach-write-reply = Escribir una respuesta
coach-back-comment = Volver al comentario
coach-back-case = Volver al caso

## Escribir
coach-lead = Escriba como siempre. Lo que haría daño se subraya, con su razón y una forma mejor; lo que promete puede ir directo al registro.
coach-to = Para
coach-unwanted = No quiere
coach-promised = Ya prometido:
coach-channel-phone = llamadas
coach-channel-mail = correo electrónico
coach-channel-letter = cartas
coach-channel-message = mensajes
coach-channel-visit = visitas
coach-received = Lo que escribió el cliente
coach-received-help = Con ello también se ve si falta una disculpa, si queda una pregunta abierta y qué se vuelve a preguntar.
coach-draft = Su respuesta
coach-kept-nowhere = El borrador se revisa y se olvida: el servidor no lo guarda. Cópielo antes de salir de esta página.
coach-check = Revisar
coach-copy = Copiar la respuesta
coach-language = Idioma
coach-language-automatic = Automático
coach-read-as-en = Leído como inglés.
coach-read-as-id = Leído como indonesio.
coach-read-as-es = Leído como español.
coach-too-long = Es demasiado largo para una respuesta: se revisan como máximo { $most } caracteres, también de lo que escribió el cliente.
coach-keys = Teclas
coach-key-next = al hallazgo siguiente
coach-key-apply = escribirlo mejor
coach-key-dismiss = dejarlo así
coach-key-log = anotar la promesa

## Lo hallado
coach-found = Lo que vemos
coach-not-yet = Aún no se revisó nada.
coach-count = { $findings ->
    [0] Nada que haga daño.
    [one] Un hallazgo.
   *[other] { $findings } hallazgos.
} { $promises ->
    [0] Ninguna promesa.
    [one] Una promesa.
   *[other] { $promises } promesas.
}
coach-live-count = Hallazgos: %1 · Promesas: %2
coach-live-away = Ahora no se alcanza el servidor; lo que ve puede ser antiguo. Siga escribiendo.
coach-whole = Sobre la respuesta entera
coach-better = Mejor:
coach-apply = Escribir “{ $words }”
coach-go-to = Ir a las palabras
coach-dismiss = Dejarlo así
coach-fix = Aplicar lo seguro
coach-severity-fault = hace daño
coach-severity-fault-help = Daña al cliente, lo confunde o lo deja solo
coach-severity-advice = podría ser mejor
coach-severity-advice-help = La respuesta es mejor sin ello
coach-did-apply = Escrito. El borrador se revisó de nuevo.
coach-did-fix = Lo seguro quedó corregido. El borrador se revisó de nuevo.
coach-did-dismiss = Se queda así. Cuenta para la regla, no para usted.
coach-did-log = La promesa está en el registro.
coach-now-off = “{ $rule }” se descartó tantas veces que ahora está apagada. Puede encenderse de nuevo en Reglas.

## Promesas
coach-promises = Promesas en esta respuesta
coach-promises-lead = Quien reciba esta respuesta contará con ello. Anótela, y alguien tendrá un aviso antes de que venza.
coach-promise-who = Quién
coach-promise-what = Qué
coach-promise-due = Vence
coach-promise-undated = No dice cuándo. Nombre un día y podrá anotarse.
coach-promise-log = Anotar la promesa
coach-promise-logged = En el registro

## Las reglas
coach-rules-title = Reglas para respuestas
coach-rules-lead = Con ellas se revisa cada borrador. Una regla de cuyos diez últimos hallazgos se descartaron ocho calla por sí sola; a nadie se nombra por ello.
coach-rules-count = { $count ->
    [one] Se busca una regla.
   *[other] Se buscan { $count } reglas.
}
coach-rules-off = Apagadas
coach-rules-off-why = Se descartaron { $dismissed } de sus { $of } últimos hallazgos.
coach-rules-on = Encender de nuevo
coach-rules-is-off = apagada
coach-rules-own = de la casa
coach-rules-house = Reglas de la casa
coach-rules-house-lead = Palabras que sus clientes no deben leer de usted: un nombre de marca antiguo, una frase que ya cansa.
coach-rules-retired = retirada
coach-rules-unsound = ya no se puede leer: escríbala de nuevo
coach-rules-did-saved = La regla se guardó y se busca desde ahora.
coach-rules-did-retired = La regla se retiró y ya no se busca.
coach-rules-did-on = La regla habla de nuevo y se cuenta desde cero.

## Una regla de la casa
coach-house-new = Una nueva regla de la casa
coach-house-lead = Una regla se prueba con sus propios ejemplos antes de guardarse. Basta un idioma.
coach-house-name = Nombre
coach-house-name-help = La falta en pocas palabras: minúsculas sin tilde, cifras y guiones, como no-pasa-nada.
coach-house-factor = Lo que daña
coach-house-severity = Cuánto
coach-house-opening = Solo al comienzo de un párrafo
coach-house-how = Cómo se escriben las palabras
coach-house-sign-star = cualquier terminación
coach-house-sign-or = una u otra
coach-house-sign-gap = hasta tres palabras entre medias
coach-house-sign-one = una palabra cualquiera
coach-house-sign-number = un número
coach-house-optional = puede quedar vacío
coach-house-patterns = Palabras que muestran la falta
coach-house-patterns-help = Un patrón por línea.
coach-house-except = Excepciones
coach-house-except-help = Sobre estas palabras no es falta. Una por línea.
coach-house-why = Por qué importa
coach-house-why-help = Una frase llana para quien escribe.
coach-house-rewrite = Una forma mejor
coach-house-rewrite-help = Qué escribir en su lugar, o cómo hallarlo.
coach-house-fails = Respuestas en las que debe hallarse
coach-house-fails-help = Al menos una; una por línea.
coach-house-passes = Respuestas en las que no debe hallarse
coach-house-passes-help = Al menos una; una por línea.
coach-house-save = Guardar la regla
coach-house-retire = Retirar la regla
coach-problem-there = La casa ya tiene una regla con este nombre; cambie esa o elija otro nombre.
coach-problem-name = Escriba minúsculas sin tilde, cifras y guiones, y empiece con una letra.
coach-problem-unreadable = Esto no se puede leer; escríbalo de nuevo.
coach-problem-pattern = “{ $quoted }” no se puede buscar: un patrón empieza y termina con una palabra, no lleva guiones ni comas, y el asterisco necesita tres letras delante.
coach-problem-patterns = Escriba al menos un patrón que muestre la falta.
coach-problem-why = Diga por qué, para que lo entienda quien escribe.
coach-problem-example = Escriba al menos un ejemplo.
coach-problem-language = Rellene al menos un idioma.
coach-problem-missed = La regla no se halla en “{ $quoted }”. Añada un patrón o quite el ejemplo.
coach-problem-caught = La regla se halla en “{ $quoted }”. Añada una excepción o quite el ejemplo.

## Las reglas del programa en pocas palabras
coach-rule-policy-as-reason = Una norma como razón
coach-rule-they-wont-allow = Otro lo prohíbe
coach-rule-own-firm-as-they = La propia casa llamada “ellos”
coach-rule-blaming-customer = Culpar al cliente
coach-rule-blaming-colleague = Culpar a un compañero
coach-rule-doubting-customer = Dudar del cliente
coach-rule-empty-apology = Disculpa que no nombra nada
coach-rule-conditional-apology = Disculpa con un “si”
coach-rule-sorry-but = Lo siento, pero…
coach-rule-unfortunately-opening = La mala noticia como primera palabra
coach-rule-jargon = Lenguaje de oficina
coach-rule-passive-evasion = Nadie lo hizo
coach-rule-shouting = Mayúsculas y signos que gritan
coach-rule-threat = Una amenaza
coach-rule-legal-hedge = Cubrirse las espaldas
coach-rule-as-already-said = Como ya se dijo
coach-rule-command = Una orden al cliente
coach-rule-calm-down = Decirle cómo sentirse
coach-rule-nobody-else = Nadie más se ha quejado
coach-rule-nothing-we-can-do = Un no sin salida
coach-rule-not-my-department = No es nuestro departamento
coach-rule-sent-elsewhere = Mandar al cliente a otro sitio
coach-rule-stock-phrase = Una frase hecha
coach-rule-name-missing = Saludo sin nombre
coach-rule-sender-missing = Nadie firma
coach-rule-no-thanks = Sin un gracias
coach-rule-no-next-step = Sin paso siguiente
coach-rule-apology-missing = Sin una disculpa
coach-rule-unanswered-question = Queda una pregunta abierta
coach-rule-undated-promise = Promesa sin fecha
coach-rule-soon = Pronto
coach-rule-weak-commitment = Intentar y esperar
coach-rule-over-promise = Más de lo que se puede cumplir
coach-rule-outside-calendar = Prometido para cuando nadie trabaja
coach-rule-past-date = Un día que ya pasó
coach-rule-wrong-weekday = Día y fecha no concuerdan
coach-rule-asks-for-patience = Pedir paciencia
coach-rule-busy-excuse = La mucha carga como excusa
coach-rule-playing-down = Quitarle importancia
coach-rule-closing-door = Cerrar la puerta
coach-rule-no-reply = No se puede contestar
coach-rule-customer-as-number = El cliente como número
coach-rule-receipt-opening = Un comienzo de sello
coach-rule-frankly = Para ser sinceros
coach-rule-over-familiar = Demasiada confianza
coach-rule-ask-again = Preguntar lo que ya escribió
coach-rule-placeholder-left = Un hueco de la plantilla
coach-rule-doubled-word = Una palabra repetida
coach-rule-text-speak = Abreviaturas de chat
coach-rule-wall-of-text = Un muro de texto
coach-rule-long-sentence = Una frase que se lee dos veces
coach-rule-emoji-in-apology = Un emoji en una disculpa
coach-rule-answer-in-attachment = La respuesta está en el adjunto
coach-rule-against-open-promise = Otra fecha que la prometida
coach-rule-unwanted-channel = Un medio que no quiere
