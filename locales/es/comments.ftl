# comments: lo que dicen los clientes sin que se les pregunte, ordenado por factor.

## Lugares
comments-title = Comentarios
comments-one-title = Comentario
comments-new-title = ¿Qué dijo el cliente?
comments-import-title = Traer comentarios
comments-mailboxes-title = Buzones de correo
comments-agreement-title = Qué tan bien lee la máquina
comments-guide-title = Guía de etiquetas
comments-door-title = Página de opiniones
comments-more-inbox = Bandeja
comments-more-compliments = Elogios
comments-more-agreement = Acuerdo
comments-more-guide = Guía
comments-more-door = Página de opiniones
comments-more-import = Traer un archivo
comments-more-mailboxes = Buzones

## Etiquetas
comments-channel = Canal
comments-channel-page = Página de opiniones
comments-channel-counter = Mostrador
comments-channel-phone = Teléfono
comments-channel-mail = Correo
comments-channel-chat = Mensajes
comments-channel-review = Reseña
comments-channel-social = Red social
comments-channel-survey = Encuesta
comments-channel-other = Otra vía
comments-polarity = Juicio
comments-polarity-complaint = Queja
comments-polarity-complaint-help = Algo faltó, también si se dice con cortesía o como deseo
comments-polarity-compliment = Elogio
comments-polarity-compliment-help = Algo estuvo bien
comments-polarity-neutral = Ninguno
comments-polarity-neutral-help = Un hecho o una pregunta, o estuvo normal
comments-expectation = Expectativa
comments-expectation-disappointed = expectativa defraudada
comments-expectation-met = expectativa cumplida
comments-expectation-exceeded = expectativa superada
comments-expectation-none = sin expectativa
comments-no-factor = Sin factor
comments-rating = puntuación { $rating }
comments-by-person = lo dijo una persona
comments-sure = la máquina está bastante segura
comments-fairly-sure = la máquina está algo segura
comments-unsure = la máquina duda

## La bandeja
comments-new-go = Anotar un comentario
comments-five = Los cinco factores
comments-complaints = se quejan
comments-compliments = elogian
comments-search = Palabras
comments-none = Nadie ha dicho nada aún en estos días. Cuelgue el código de la página de opiniones, anote lo que oye o traiga un archivo.
comments-list-team = Las casillas cuentan los comentarios de todos los equipos. Aquí ve los de su equipo y los que no son de ninguno.
comments-none-here = Ningún comentario dice esto en estos días.
comments-words-erased = El cliente fue borrado, y con él sus palabras. Lo dicho sigue contando.
comments-to-case = Al caso
comments-open = Abrir
comments-thank-promise = Prometerle las gracias
comments-thank-card = Anotarlo en su ficha
comments-thank-colleague = Dar las gracias a un colega
comments-thank-whose = ¿De quién es? Así se le puede dar las gracias
comments-how = Cada número cuenta comentarios que se quejan de un factor, o lo elogian; un comentario puede hacer ambas cosas, y con varios factores. Los ordenó una máquina, que con uno solo se equivoca a menudo: confíe más en los números que en la etiqueta, y corrija lo que vea. El subrayado muestra el factor: continuo fiabilidad, doble seguridad, punteado elementos tangibles, ondulado empatía, discontinuo capacidad de respuesta.

## Un comentario
comments-reference = Referencia
comments-came-again = { $count ->
    [one] Llegó otra vez, y se guarda una sola.
   *[other] Llegó { $count-written } veces más, y se guarda una sola.
}
comments-open-case = Abrir un caso de recuperación
comments-clauses = Frase por frase
comments-clauses-lead = Cada una se juzga solo por sus propias palabras. Si la etiqueta es errónea, corríjala; si es correcta, decirlo ayuda igual.
comments-correct = Corregir o confirmar
comments-about = ¿De qué trata?
comments-tick-exceeded = Dice que se dio más de lo esperado
comments-tick-met = Dice que estuvo bien, sin más
comments-correct-go = Eso es lo que dice
comments-correct-help = Se recuerda de inmediato para la misma frase y para una casi igual.
comments-done-noted = Gracias, está guardado y ordenado.
comments-done-again = Ya estaba aquí. Se cuenta que llegó otra vez.
comments-done-corrected = Guardado. La próxima frase como esta se leerá como usted dijo.
comments-done-joined = Guardado.
comments-done-erased = El comentario está borrado y ya no cuenta.
comments-whose = De quién y dónde
comments-whose-not = No es suyo
comments-whose-mail = Quien lo escribió dio la dirección de este cliente. Cualquiera puede escribir cualquier dirección: ¿es suyo?
comments-factors-of = Todo lo que se sabe de { $name }
comments-history = Correcciones
comments-history-changed = { $when }, { $who }: «{ $clause }» era { $before }; es { $after }.
comments-history-agreed = { $when }, { $who }: «{ $clause }» es { $after }, como se leyó.
comments-erase = Borrar este comentario
comments-erase-lead = Sus palabras desaparecen para siempre y deja de contar. Úselo con publicidad, o cuando alguien lo pida. Si llegó por correo, el mensaje puede seguir en el buzón: bórrelo también allí, o puede leerse de nuevo.
comments-erase-go = Borrar para siempre

## Anotar
comments-new-words = Sus palabras
comments-new-words-help = Como lo dijo. Varias frases se ordenan una por una.
comments-author = Quién lo dijo
comments-new-send = Guardarlo

## Traer un archivo
comments-import-lead = Un archivo con un comentario en cada fila, de una hoja de cálculo, una mesa de ayuda, una tienda de aplicaciones o un mapa; una lista con un comentario por línea; o correo: un buzón (mbox) o un solo mensaje (eml), sin lo que cita y sin firmas. El mismo archivo otra vez no añade nada dos veces.
comments-import-file = Archivo
comments-import-file-help = CSV, XLSX, líneas JSON, TXT, MBOX o EML, hasta 25 MB. Primero verá qué se entiende que contiene cada columna.
comments-import-look = Mirar sus columnas
comments-import-known = Exportaciones que se entienden
comments-import-known-lead = Las columnas con estos nombres se encuentran solas, y también las que significan lo mismo en inglés, indonesio y español.
comments-import-apps = Tienda de aplicaciones
comments-import-no-file = Elija primero un archivo.
comments-import-no-words = Diga qué columna contiene los comentarios.
comments-import-columns-lead = ¿Qué contiene cada columna? Se supone por su nombre.
comments-import-channel = Canal de las filas que no lo dicen
comments-import-go = Traer los comentarios
comments-import-again-help = Lo que ya está se cuenta como llegado otra vez. Si algo lo interrumpe, traiga el mismo archivo de nuevo: se añade el resto.
comments-import-runs = Se están leyendo los comentarios …
comments-import-ended = Hecho
comments-import-stopped = Se detuvo antes del final. Lo añadido queda; traiga el archivo otra vez para el resto.
comments-import-refresh = Mirar de nuevo
comments-import-other = Otro archivo
comments-import-added = Añadidos
comments-import-again = Ya estaban
comments-import-refused = Rechazados
comments-holds-nothing = Nada que guardar
comments-holds-words = El comentario
comments-holds-title = Su título
comments-holds-at = Cuándo se escribió
comments-holds-author = Quién lo escribió
comments-holds-email = Su dirección de correo
comments-holds-rating = Puntuación
comments-holds-channel = Canal
comments-holds-id = Su número en el otro sistema
comments-holds-site = Sucursal o lugar
comments-row-empty = No tiene palabras. Póngale alguna o déjela fuera.
comments-row-long = El comentario tiene más de 20.000 caracteres. Acórtelo.
comments-row-unfit = Contiene un carácter que no se puede guardar (NUL). Quítelo.
comments-row-date = «{ $found }» no es una fecha que se entienda. Escríbala como 2026-11-29.
comments-row-rating = «{ $found }» no es una puntuación. Escriba un número.

## La página de opiniones
comments-door-call = Cuéntenos cómo le fue.
comments-door-help = Para su sitio web, sus recibos y el pie de sus correos. Imprima esta página para colgar el código.
comments-door-code = El código de la página de opiniones
comments-door-closed = La página está cerrada: quien abra el enlace no encontrará nada.
comments-door-places = Un enlace para cada punto de contacto
comments-door-places-lead = Los comentarios que llegan por él pertenecen allí desde el principio.
comments-door-close = Cerrar la página
comments-door-close-help = Los enlaces y códigos ya colgados no llevarán a ninguna parte.
comments-door-open = Abrir la página
comments-feedback-title = Opiniones para { $organisation }
comments-feedback-ask = ¿Cómo le fue?
comments-feedback-words = Sus palabras
comments-feedback-words-help = Bueno o malo: alguien lo lee. No hace falta ninguna cuenta.
comments-feedback-who = ¿Quiere que podamos responderle?
comments-feedback-name = Su nombre
comments-feedback-mail = Su dirección de correo
comments-feedback-send = Enviar
comments-feedback-again = Envíelo una vez más, por favor. Se rellenó un campo que nadie ve, quizá por su navegador; ya está vacío de nuevo.
comments-feedback-thanks = Gracias
comments-feedback-thanks-lead = Sus palabras han llegado y están guardadas. Si nos pregunta por ellas, diga esta referencia.
comments-feedback-more = Decir algo más

## Acuerdo
comments-agreement-lead = Las personas miran frases y dicen lo que dicen; aquí está cuántas veces la máquina dijo lo mismo.
comments-agreement-n = { $count ->
    [one] Una frase que miró una persona
   *[other] { $count-written } frases que miraron personas
}
comments-agreement-of = Etiqueta
comments-agreement-kappa = Acuerdo (kappa)
comments-agreement-person = Dicen las personas
comments-agreement-machine = Dijo la máquina
comments-agreement-both = Ambas
comments-agreement-how = Kappa es el acuerdo más allá del azar: 1 es perfecto, 0 es lo que lograría adivinar (Cohen 1960; las palabras son de Landis y Koch 1977). Con menos de 30 frases son muy pocas para decir algo. Si solo se corrige lo que parece erróneo, sale demasiado bajo: confirme también algunas que parezcan correctas. Donde los números de otras páginas están corregidos por los errores de la máquina, allí se dice.
comments-alarm = { $factor } tiene el { $share } de todo lo dicho en los últimos 90 días. O casi todos hablan de ello, o la máquina llama así a demasiadas cosas: mire algunas.
comments-kappa-few = muy pocas
comments-kappa-slight = leve
comments-kappa-fair = aceptable
comments-kappa-moderate = moderado
comments-kappa-substantial = considerable
comments-kappa-almost = casi perfecto

## La guía
comments-guide-lead = Las reglas con que se etiquetan las frases. Todos los que corrigen siguen las mismas, para que la máquina aprenda una sola cosa.
comments-guide-rules = Ante todo
comments-guide-own-words = Una frase se juzga por sus propias palabras: sin adivinar por el resto del comentario, por las estrellas ni por lo que se preguntó.
comments-guide-several = Cada factor que las palabras nombran recibe su etiqueta, y ningún otro. «Limpio, rápido y amable» son tres. Una causa es una etiqueta: «dos horas tarde porque se averió la furgoneta» es solo fiabilidad.
comments-guide-reliability-is = ¿Hicieron lo prometido, y bien? Pedidos, facturas, registros, diagnósticos; tarde respecto a una hora dicha; cancelado, perdido, nunca llegó; el servicio mismo no funciona.
comments-guide-reliability-not = No lo lento sin hora prometida (capacidad de respuesta), ni lo feo o viejo (elementos tangibles), ni el engaño (seguridad).
comments-guide-reliability-says = «Me cobraron dos veces el mismo mes.» «El fontanero llegó a las nueve en punto, como quedamos.»
comments-guide-assurance-is = ¿Se puede confiar en esta gente? Amable o grosera, sabe o no sabe, honrada o no; lo privado se guarda; se está a salvo.
comments-guide-assurance-not = No el trato cálido y personal (empatía), ni servicial o rápido (capacidad de respuesta).
comments-guide-assurance-says = «El del mostrador puso los ojos en blanco.» «Conocía el aparato al dedillo.»
comments-guide-tangibles-is = Lo que se ve, toca, oye y saborea: salas, asientos, suciedad, ruido, equipos, comida, letreros, mercancías; el aspecto de una pantalla y su facilidad.
comments-guide-tangibles-not = No una aplicación que falla (fiabilidad), ni el plato equivocado (fiabilidad), ni el precio (sin factor).
comments-guide-tangibles-says = «Moho en la esquina de la ducha.» «Toallas grandes y suaves.»
comments-guide-empathy-is = ¿Me ven, y puedo llegar a ellos? Escuchar, explicar, tener al tanto; bondad, paciencia; una regla que cede ante una necesidad; horarios, citas, una vía que convenga.
comments-guide-empathy-not = No la simple cortesía (seguridad), ni la rapidez de una respuesta (capacidad de respuesta). «No hay modo de hablar con nadie» es ambas.
comments-guide-empathy-says = «Para ellos yo era un número.» «Recordaron la alergia de mi hija.»
comments-guide-responsiveness-is = ¿Están dispuestos y son prontos? Esperas, colas, llamadas devueltas; serviciales o no; poco personal; decir cuándo; de ventanilla en ventanilla.
comments-guide-responsiveness-not = No lo que llega tarde respecto a una hora fija (fiabilidad); ambas si las palabras dicen ambas.
comments-guide-responsiveness-says = «Cuarenta minutos en espera y se cortó.» «Contestaron mi correo en una hora.»
comments-guide-none = Sin factor
comments-guide-none-is = Veredictos sobre todo («nunca más», «cinco estrellas»), el precio, la ubicación, hechos sin problema.
comments-guide-complaint = Queja: algo faltó; también un deseo, una sugerencia, un fallo sin adjetivo, la ironía.
comments-guide-compliment = Elogio: algo estuvo bien; gracias; «ninguna queja».
comments-guide-neutral = Ninguno: un hecho, una pregunta, un plan, «estuvo normal».
comments-guide-disappointed = Una queja es siempre expectativa defraudada, también si el fallo se preveía.
comments-guide-met = El elogio corriente es expectativa cumplida: bueno, amable, limpio, a tiempo. También «bien».
comments-guide-exceeded = Superada es el elogio máximo (excelente, perfecto, lo mejor), más de lo esperado, o un extra que nadie pidió.

# Lo nuevo, y proporciones corregidas.
comments-more-themes = Lo nuevo
comments-themes-title = Lo nuevo en lo que dice la gente
comments-themes-lead = Palabras que ahora aparecen más que en el medio año anterior: lo que los clientes quizá quieran mañana.
comments-themes-now = Ahora es
comments-themes-looked = Se compararon { $now-written } comentarios de los últimos { $days } días con { $before-written } de los 180 días anteriores, dentro de cada canal y sede.
comments-themes-cut = Hay más de los que se pueden comparar a la vez: los más antiguos quedaron fuera.
comments-themes-few = Todavía hay muy pocos comentarios. Un tema necesita ocho comentarios de estos días que compartan una palabra, y comentarios de antes con que comparar.
comments-themes-none = Nada nuevo: lo que se dice estos días se decía antes más o menos igual.
comments-theme-more = En { $now-written } de { $of-written } comentarios de estos días, { $times } veces lo de antes ({ $past-written } de { $before-written }).
comments-theme-first = En { $now-written } de { $of-written } comentarios de estos días; antes nadie lo decía.
comments-theme-factor = Toca { $factor }.
comments-theme-complaints = La mayoría de quienes lo dicen se quejan. Quien lo mire ahora se adelanta a la próxima queja.
comments-theme-compliments = La mayoría de quienes lo dicen elogian. Averigüe qué cambió, y consérvelo.
comments-theme-neither = La mayoría de quienes lo dicen ni se quejan ni elogian. Puede ser un deseo: pregunte a alguno.
comments-theme-rest = Más comentarios
comments-theme-sure = { $z } errores estándar por encima de antes; tasa de falsos hallazgos { $q }.
comments-themes-how = Las palabras y los pares de palabras se comparan por el logaritmo de sus odds con una previa, dentro de canal y sede, y se corrigen según cuántos se compararon (Monroe, Colaresi y Quinn 2008; Benjamini y Hochberg 1995). Uno de cada veinte temas aún puede ser azar.
comments-shares = De qué tratan { $count-written } frases de los últimos 90 días
comments-shares-lead = Cuánto de lo dicho trata de cada factor: como lo cuenta la máquina, y corregido por lo que se sabe que se equivoca.
comments-shares-counted = Como se contó
comments-shares-corrected = Corregido, con su intervalo del 95 %
comments-share-corrected = { $share } ({ $low } a { $high })
comments-share-few = Sin corregir: de las frases que la máquina leyó como lee ahora, se revisaron { $checked } de al menos { $least }
comments-share-one-sided = Sin corregir: nadie revisó una frase con él, o ninguna sin él
comments-share-chance = Sin corregir: aquí la máquina apenas acierta más que el azar
comments-share-nothing = No se dijo nada
comments-shares-how = Corregido como Rogan y Gladen (1978), con el intervalo de Lang y Reiczigel (2014). Solo cuentan las frases revisadas que la máquina leyó como leyó estos comentarios: con capa propia, o sin ella. Vale tanto como represente la muestra revisada: revise algunas tal como llegan, no solo las que parecen mal.

# Palabras que enseñan las personas.
comments-more-words = Palabras
comments-words-title = Palabras que enseñan las personas
comments-words-lead = Palabras propias de su casa. Cuando las personas corrigen frases y las mismas palabras vuelven, se sugieren aquí; lo que acepte cuenta desde el próximo comentario, y se subraya como la razón.
comments-words-suggested = { $count ->
    [one] Sugeridas por { $count-written } frase revisada
   *[other] Sugeridas por { $count-written } frases revisadas
}
comments-words-none = Nada que sugerir. Las mismas palabras tienen que haberse pasado por alto tres veces, en frases que alguien corrigió.
comments-words-why = La máquina las pasó por alto { $missed } veces; en { $with } de las { $of } frases revisadas con estas palabras, las personas las pusieron ahí.
comments-words-accept = Aceptar
comments-words-refuse = No
comments-words-undecide = Deshacer
comments-words-accepted = Aceptadas
comments-words-refused = No aceptadas
comments-words-none-yet = Todavía ninguna.
comments-words-own = Añadir palabras propias
comments-words-phrase = Palabras
comments-words-no-factor = Elija el factor del que las palabras son señal.
comments-words-how = Los comentarios ya leídos quedan como están. Las palabras se comparan sin mayúsculas ni acentos.

## Un buzón de correo
comments-mailboxes-lead = Los mensajes a un buzón se vuelven comentarios, cada pocos minutos, sin lo que citan y sin firmas. En el buzón no se cambia nada: ningún mensaje se marca como leído, se mueve ni se borra.
comments-mailbox-connect = Conectar un buzón
comments-mailbox-host = Servidor de correo (IMAP)
comments-mailbox-security = Protección de la conexión
comments-mailbox-security-tls = TLS
comments-mailbox-security-starttls = STARTTLS
comments-mailbox-security-plain = Ninguna, para pruebas en este equipo
comments-mailbox-port = Puerto
comments-mailbox-port-help = Déjelo vacío para el habitual: 993, con STARTTLS 143.
comments-mailbox-login = Nombre de usuario, casi siempre la dirección de correo
comments-mailbox-password = Contraseña del buzón
comments-mailbox-password-help = Mejor una contraseña de aplicación, que se puede retirar por separado. No se vuelve a mostrar, y se olvida al desconectar.
comments-mailbox-folder = Carpeta
comments-mailbox-folder-help = Déjela vacía para la bandeja de entrada. Lo mejor es una carpeta que solo tenga mensajes de clientes.
comments-mailbox-since = Solo mensajes desde este día
comments-mailbox-since-help = Déjelo vacío para todos los que haya.
comments-mailbox-since-unfit = Indique el día del primer mensaje como fecha, por ejemplo 2026-01-31, o déjelo vacío para todos.
comments-mailbox-go = Probar y conectar
comments-mailbox-go-help = Primero se pregunta al servidor de correo si deja entrar a Rater; solo entonces se guarda el buzón.
comments-mailbox-test = Probar la conexión
comments-mailbox-tried = La conexión funciona: el servidor de correo deja entrar a Rater, y la carpeta existe.
comments-mailbox-pause = Pausar
comments-mailbox-resume = Continuar
comments-mailbox-disconnect = Desconectar
comments-mailbox-disconnect-ask = ¿Desconectar { $login }? Se olvida su contraseña; los comentarios quedan.
comments-mailbox-renew = Otra contraseña
comments-mailbox-renew-go = Probar y guardar
comments-mailbox-on = Activo
comments-mailbox-off = En pausa
comments-mailbox-bad = Falla
comments-mailbox-soon = Se leerá por primera vez en un momento.
comments-mailbox-read = Última lectura: { $time }.
comments-mailbox-paused = En pausa desde { $time }.
comments-mailbox-failing = No se puede leer desde { $time }. { $reason } Próximo intento: { $next }.
comments-mailbox-added = Comentarios nuevos
comments-mailbox-again = Ya estaban
comments-mailbox-refused = No se pudieron tomar
comments-mailbox-unread-title = Mensajes que no se pudieron tomar
comments-mailbox-unread = { $time }: { $reason }
comments-mailbox-unread-large = de más de 25 MB ({ $megabytes } MB). No se descargó. Anote lo que dice como comentario.
comments-mailbox-unread-empty = no tiene texto
comments-mailbox-unread-long = más largo de lo que puede ser un comentario
comments-mailbox-unread-unfit = tiene un carácter que ninguna base de datos guarda
comments-mailbox-unread-server = el servidor de correo no lo entrega
comments-mailbox-unread-refused = no es un comentario que se pueda guardar
comments-mailbox-trouble-spelling = Esto no es el nombre de un servidor de correo. Escríbalo sin https:// y sin nada después, por ejemplo imap.example.org.
comments-mailbox-trouble-inward = Este nombre lleva a este equipo o a su red, adonde Rater no va. Quien administra el servidor puede permitirlo con --webhooks-to-private.
comments-mailbox-trouble-unknown = No hay ningún servidor de correo con este nombre. Revise cómo está escrito.
comments-mailbox-trouble-refused = Nadie responde en este puerto. Revise el puerto y la protección de la conexión.
comments-mailbox-trouble-slow = El servidor de correo no responde a tiempo. Revise su nombre y su puerto.
comments-mailbox-trouble-connection = Se cortó la conexión con el servidor de correo.
comments-mailbox-trouble-certificate = El certificado del servidor de correo no es válido, o es para otro nombre. Use el nombre que indica el proveedor.
comments-mailbox-trouble-tls = El servidor de correo no protege la conexión de esta manera. Elija la otra protección, o revise el puerto.
comments-mailbox-trouble-method = El servidor de correo no deja entrar aquí con contraseña. Elija la otra protección, o pida al proveedor una contraseña de aplicación.
comments-mailbox-trouble-login = El servidor de correo rechaza el usuario o la contraseña. Muchos proveedores piden una contraseña de aplicación, y tener IMAP activado.
comments-mailbox-trouble-folder = Esa carpeta no existe en este buzón. Escríbala como lo hace el servidor de correo, con las carpetas que la contienen: por ejemplo INBOX/Clientes.
comments-mailbox-trouble-unavailable = El servidor de correo dice que ahora no está disponible.
comments-mailbox-trouble-withheld = El servidor de correo deja entrar a Rater y ahora no entrega ningún mensaje. No se pierde nada: se pedirán de nuevo.
comments-mailbox-trouble-reply = Lo que responde allí no habla como un servidor de correo. Revise nombre y puerto.
comments-mailbox-trouble-fault = Falló Rater mismo al leer. Lo intenta de nuevo; quien lo administra encuentra el motivo en su registro.

# Lo que la máquina aprendió de una organización.
comments-layer = Lo que la máquina aprendió de ustedes
comments-layer-lead = De todas las frases que alguien corrigió o confirmó se ajusta una capa propia junto al lector que tienen todos. Se usa solo si no lee peor lo que no ha visto: ni los factores ni el juicio. Los comentarios que ya están conservan sus etiquetas.
comments-layer-without = Los comentarios nuevos se leen sin capa propia.
comments-layer-applied = Los comentarios nuevos se leen con la capa de { $when }.
comments-layer-off = La capa está apagada: los comentarios nuevos se leen como los de todos.
comments-layer-asked = Alguien pidió un intento; llega en un momento. Vuelva a mirar.
comments-layer-few = El primer intento llega solo con { $least-written } frases; hasta ahora se miraron { $count-written }.
comments-layer-next = Corregidas o confirmadas desde el último intento: { $count-written }. El siguiente llega solo con { $least-written }.
comments-layer-judged = { $when }: ajustada a { $labelled-written } frases, juzgada con { $judged-written }. Factores { $factors-before } sin ella, { $factors-after } con ella; juicio { $polarity-before } y { $polarity-after }.
comments-layer-unjudged = { $when }: frases que alguien miró: { $labelled-written }.
comments-layer-adopted = Adoptada: en promedio ni los factores ni el juicio se leen peor.
comments-layer-leans = Se apoya en los vectores de palabras o en el servicio de embeddings de este servidor; cuando el servicio no responde, el comentario se lee sin la capa.
comments-layer-too-few = No adoptada: hacen falta { $least-written } frases, la mayoría con palabras que no se recordarían de todos modos.
comments-layer-factors-fall = No adoptada: los factores se leerían peor.
comments-layer-polarity-falls = No adoptada: el juicio se leería peor.
comments-layer-both-fall = No adoptada: los factores y el juicio se leerían peor.
comments-layer-f1 = F1
comments-layer-factors = Todos los factores
comments-layer-judgements = Juicio
comments-layer-before = Sin ella
comments-layer-after = Con ella
comments-layer-change = Cambio
comments-layer-earlier = Intentos anteriores
comments-layer-go = Ajustar ahora
comments-layer-switch-off = Leer sin ella
comments-layer-switch-off-ahead = No aprender de las correcciones
comments-layer-switch-on = Volver a leer con ella
comments-layer-how = F1 es 1 cuando se encuentra todo y nada más; todos los factores, y el juicio, son medias de los que las personas nombran. Se mide por validación cruzada en cinco partes: cada frase la lee una capa que no ha visto ninguna frase de su comentario, y las que se recordarían quedan fuera. Los cambios pequeños pueden ser azar.
